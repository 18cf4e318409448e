//! Whether what a user names exists.

use super::knowledge::Knowledge;
use crate::report::Trouble;
use crate::source::nearest;

/// A name that nothing bears.
pub(crate) struct Unknown {
    /// The sentence that says so.
    pub(crate) said: String,
    /// The nearest name, or where all stand.
    pub(crate) help: String,
}

impl Unknown {
    /// For a name on the command line.
    pub(crate) fn trouble(self) -> Trouble {
        Trouble::new(self.said).with_help(self.help)
    }
}

/// What to say of a name that is neither a rule's nor a pack's.
pub(crate) fn unknown_rule(name: &str, knowledge: &[&Knowledge]) -> Option<Unknown> {
    let known = || knowledge.iter().flat_map(|knowledge| &knowledge.packs);
    let rules = || known().flat_map(|pack| &pack.rules).map(|rule| rule.name.as_str());
    let packs = || known().map(|pack| pack.name.as_str());
    let last = name.rsplit('/').next().unwrap_or(name);
    if rules().any(|known| known == last) || packs().any(|known| known == name) {
        return None;
    }
    let all = "`treatylint rules list` shows all";
    let near = nearest(last, rules().chain(packs()));
    Some(Unknown {
        said: format!("No rule or pack is called `{name}`."),
        help: near.map_or(format!("{all} names."), |near| format!("The nearest name is `{near}`; {all}.")),
    })
}

/// What to say of a key that no criterion has.
pub(crate) fn unknown_criterion(key: &str, knowledge: &[&Knowledge]) -> Option<Unknown> {
    let packs = knowledge.iter().flat_map(|knowledge| &knowledge.packs);
    let mut keys: Vec<&str> = packs.flat_map(|pack| &pack.criteria).map(|criterion| criterion.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    (!keys.contains(&key)).then(|| Unknown {
        said: format!("No criterion has the key `{key}`."),
        help: format!("Known are {}.", keys.join(", ")),
    })
}
