//! `treatylint check`: the findings about agreements.

mod plan;

use super::Outcome;
use super::args::Check;
use super::baseline;
use super::files;
use super::inputs::{self, Input};
use super::judge::Case;
use super::run::in_order;
use super::screen::Screen;
use crate::report::{self, Form, Judged, LeftOut, Paper, Trouble};
use crate::rules::Severity;
use plan::Plan;

/// One input, judged, and drawn where standard output shows agreements one by one.
struct Checked {
    judged: Judged,
    paper: Option<Paper>,
    drawn: String,
    left: LeftOut,
    remarks: Vec<Trouble>,
}

/// What became of all inputs.
#[derive(Default)]
struct Results {
    all: Vec<Judged>,
    papers: Vec<Paper>,
    left: Vec<LeftOut>,
    unusable: bool,
}

/// Shows the findings about every input.
pub(crate) fn run(check: &Check, screen: &mut Screen) -> Outcome {
    let (mut plan, mut troubles) = match Plan::new(check, screen.look()) {
        Ok(plan) => plan,
        Err(troubles) => return unusable(&troubles, screen),
    };
    let (mut found, missing) = inputs::given(&check.given);
    if check.only_agreements {
        found.iter_mut().for_each(|input| input.named = false);
    }
    troubles.extend(plan.admit(check, &found));
    found.retain(|input| plan.judges.of(&input.path).judges(input));
    let written = plan.outputs.iter().filter_map(|output| output.file.as_ref()).chain(&check.write_baseline);
    if let Err(trouble) = files::keep_apart(&found, written.cloned()) {
        return unusable(&[trouble], screen);
    }
    let mut results = Results::default();
    troubles.extend(plan.judges.base.config.idle_baseline(&found));
    troubles.iter().chain(&missing).for_each(|trouble| results.trouble(trouble, screen));
    let work = |input: &Input| one(&plan, input);
    let done = in_order(&found, check.given.jobs, work, |checked| {
        results.take(checked, screen);
        !screen.is_closed() || plan.writes_files(check)
    });
    done.err().iter().for_each(|trouble| results.trouble(trouble, screen));
    results.write(&plan, check, screen);
    results.unused(&plan, screen);
    results.outcome(&plan)
}

fn unusable(troubles: &[Trouble], screen: &mut Screen) -> Outcome {
    troubles.iter().for_each(|trouble| screen.trouble(trouble));
    Outcome::Unusable
}

fn one(plan: &Plan, input: &Input) -> Result<Checked, Trouble> {
    let Case { agreement, judged, left, remarks, .. } = plan.judges.of(&input.path).judge(input)?;
    let drawn = plan.streamed().map(|form| report::render_one(form, &plan.shown(&judged, form), plan.look));
    let paper = plan.reads_text().then(|| Paper::new(&agreement.locator(), &agreement.outline, &judged));
    Ok(Checked { judged, paper, drawn: drawn.unwrap_or_default(), left, remarks })
}

impl Results {
    fn take(&mut self, checked: Result<Checked, Trouble>, screen: &mut Screen) {
        match checked {
            Ok(checked) => {
                screen.print(&checked.drawn);
                checked.remarks.iter().for_each(|remark| self.trouble(remark, screen));
                self.papers.extend(checked.paper);
                self.all.push(checked.judged);
                self.left.push(checked.left);
            }
            Err(trouble) => self.trouble(&trouble, screen),
        }
    }

    fn trouble(&mut self, trouble: &Trouble, screen: &mut Screen) {
        self.unusable |= trouble.is_grave();
        screen.trouble(trouble);
    }

    /// Writes what is not shown agreement by agreement, the files and the baseline.
    fn write(&mut self, plan: &Plan, check: &Check, screen: &mut Screen) {
        for output in &plan.outputs {
            let streamed = output.file.is_none() && plan.streamed() == Some(output.form);
            let text = self.drawn(plan, output.form, streamed);
            let written = match &output.file {
                None => {
                    screen.print(&text);
                    Ok(())
                }
                Some(file) => files::write(file, text.as_bytes()),
            };
            written.err().iter().for_each(|trouble| self.trouble(trouble, screen));
        }
        if let Some(file) = &check.write_baseline {
            let written = baseline::write(file, &self.all, |name| plan.judges.of(name.as_ref()).config.key(name));
            written.err().iter().for_each(|trouble| self.trouble(trouble, screen));
        }
        self.say_left_out(plan, screen);
    }

    fn drawn(&self, plan: &Plan, form: Form, streamed: bool) -> String {
        let shown: Vec<Judged> = self.all.iter().map(|judged| plan.shown(judged, form)).collect();
        let mut text = String::new();
        if form.streams() && !streamed {
            let look = report::Look::default();
            text.extend(shown.iter().map(|judged| report::render_one(form, judged, look)));
        }
        text + &report::render_end(form, &shown, &self.papers, &plan.notes)
    }

    /// Says how many findings are not shown, so that silence is no surprise.
    fn say_left_out(&self, plan: &Plan, screen: &mut Screen) {
        let suppressed: usize = self.left.iter().map(|left| left.suppressed).sum();
        let known: usize = self.left.iter().map(|left| left.known).sum();
        if plan.streamed().is_some() && suppressed + known > 0 {
            screen.flush();
            screen.say(&format!("left out: {suppressed} suppressed, {known} known from the baseline\n"));
        }
    }

    /// Shows suppressions that have expired or suppress nothing.
    fn unused(&mut self, plan: &Plan, screen: &mut Screen) {
        for judge in plan.judges.each() {
            let config = &judge.config;
            let own = |judged: &Judged| plan.judges.of(judged.file.as_ref()).config.folder == config.folder;
            let left: Vec<&LeftOut> =
                self.all.iter().zip(&self.left).filter(|(judged, _)| own(judged)).map(|(_, left)| left).collect();
            let mut said = Vec::new();
            for (at, (suppression, written)) in config.discipline.suppressions.iter().zip(&config.written).enumerate() {
                let spoken = left.iter().any(|left| left.spoken.contains(&at));
                let used = left.iter().any(|left| left.used.contains(&at));
                let rule = &suppression.rule;
                if spoken && suppression.expired {
                    let message = format!("The suppression of `{rule}` has expired.");
                    said.push(written.say(message, "renew its date, or remove it"));
                } else if spoken && !used {
                    let message = format!("The suppression of `{rule}` suppresses nothing.");
                    said.push(written.say(message, "remove it, or check its rule, file and provision"));
                }
            }
            said.iter().for_each(|trouble| self.trouble(trouble, screen));
        }
    }

    fn outcome(&self, plan: &Plan) -> Outcome {
        let gravest = self.all.iter().filter_map(Judged::gravest).max().unwrap_or(Severity::Satisfied);
        match plan.least {
            _ if self.unusable => Outcome::Unusable,
            Some(least) if gravest >= least => Outcome::Found,
            _ => Outcome::Clean,
        }
    }
}
