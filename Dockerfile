# Builds the program from this folder; the image holds it and nothing else that reads files.
FROM rust:1.95-slim-bookworm AS build
WORKDIR /build
COPY . .
RUN cargo build --release --locked --bin treatylint

FROM debian:bookworm-slim
COPY --from=build /build/target/release/treatylint /usr/local/bin/treatylint
WORKDIR /agreements
ENTRYPOINT ["treatylint"]
