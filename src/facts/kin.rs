//! How matches stand to those of another set, whatever their number.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use super::ast::{Relation, Unit};
use super::run::{Match, Run};
use crate::graph::Order;
use crate::structure::ProvisionId;

const ROOT: ProvisionId = ProvisionId(0);

/// Provisions, and their places in the order of the tree.
#[derive(Debug, Default)]
struct Places {
    provisions: HashSet<ProvisionId>,
    sorted: Vec<u32>,
}

/// The matches of a set, ready to be asked what stands in a relation to one of them.
#[derive(Debug, Default)]
pub(super) struct Kin {
    own: Places,
    /// What the clauses of the matches refer to, the agreement as a whole left out.
    targets: OnceCell<Places>,
    units: RefCell<HashMap<Unit, HashSet<ProvisionId>>>,
}

impl Places {
    fn new(order: &Order, provisions: impl Iterator<Item = ProvisionId>) -> Self {
        let provisions: HashSet<ProvisionId> = provisions.filter(|id| *id != ROOT).collect();
        let mut sorted: Vec<u32> = provisions.iter().map(|id| order.extent(*id).0).collect();
        sorted.sort_unstable();
        Places { provisions, sorted }
    }

    /// Whether one of them lies within `holder`, the agreement as a whole left out.
    fn any_within(&self, order: &Order, holder: ProvisionId) -> bool {
        let (first, last) = order.extent(holder);
        let next = self.sorted.partition_point(|place| *place < first);
        holder != ROOT && self.sorted.get(next).is_some_and(|place| *place <= last)
    }

    /// Whether one of them holds `inner`.
    fn any_around(&self, run: &Run, inner: ProvisionId) -> bool {
        run.upwards(inner).any(|id| self.provisions.contains(&id))
    }
}

impl Kin {
    pub(super) fn new(order: &Order, others: &[Match]) -> Self {
        Kin { own: Places::new(order, others.iter().map(|other| other.provision)), ..Kin::default() }
    }

    /// Whether `found` stands in the relation to one of `others`, from which this was made.
    pub(super) fn has(&self, run: &Run, relation: Relation, found: &Match, others: &[Match]) -> bool {
        let order = run.order();
        let targets = || {
            let all = || others.iter().flat_map(|other| run.refers(other));
            self.targets.get_or_init(|| Places::new(order, all()))
        };
        match relation {
            Relation::In(unit) => self.shares(run, unit, found, others),
            Relation::Covering => run.refers(found).iter().any(|target| self.own.any_within(order, *target)),
            Relation::CoveredBy => targets().any_around(run, found.provision),
            Relation::ReferringTo => run
                .refers(found)
                .iter()
                .any(|target| self.own.any_within(order, *target) || self.own.any_around(run, *target)),
            Relation::ReferredToBy => {
                targets().any_around(run, found.provision) || targets().any_within(order, found.provision)
            }
        }
    }

    /// Whether one of `others` stands in the same unit.
    fn shares(&self, run: &Run, unit: Unit, found: &Match, others: &[Match]) -> bool {
        let own = run.unit_of(found.provision, unit);
        let mut units = self.units.borrow_mut();
        let all = || others.iter().map(|other| run.unit_of(other.provision, unit)).collect();
        units.entry(unit).or_insert_with(all).contains(&own)
    }
}
