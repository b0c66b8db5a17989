//! Who stands beside whom. Siblings stand together in birth order, each with the partners who have no
//! parents in the picture (a cluster); a row is a sequence of such sibships and of founders. What is free,
//! that is the founders' order, the sides of partners and, at a price, birth order, is searched with a fixed
//! seed under an explicit cost: birth order in the index child's line where that is to come first, crossings,
//! partners side by side, birth order elsewhere (reference/genogram.md 4.4 and 4.5).

mod cost;
mod facts;
mod moves;
mod passing;
mod spans;
mod state;
mod together;

use super::family::{IndexLine, Who};
use super::kin::Kin;
use cost::Judge;
use state::State;

/// How many orders are looked at, at most, for each person drawn: the hard stop. It is counted, not timed,
/// so that the same family is drawn the same on any machine.
const LOOKS: usize = 800;
/// How often the search begins anew from the best order with a few random moves.
const RESTARTS: usize = 60;
/// Restarts without gain after which it ends.
const PATIENCE: usize = 12;

/// Each row's people, from the left.
pub(super) fn rows(kin: &Kin<'_>, row_of: &[usize], index_line: IndexLine) -> Vec<Vec<Who>> {
    let mut judge = Judge::new(kin, row_of, index_line);
    let mut best = State::first(kin, row_of);
    let mut least = judge.cost(&best);
    let mut looks = LOOKS * kin.under.len().max(10);
    moves::climb(&mut best, &mut least, &mut judge, &mut looks);
    moves::reach(&mut best, &mut least, &mut judge, &mut looks);
    moves::climb(&mut best, &mut least, &mut judge, &mut looks);
    let mut chance = moves::Chance::new();
    let mut idle = 0;
    for round in 0..RESTARTS {
        if least.is_faultless() || looks == 0 || idle == PATIENCE {
            break;
        }
        let mut state = best.clone();
        moves::shake(&mut state, &judge, &mut chance, 2 + round % 4);
        let mut cost = judge.cost(&state);
        moves::climb(&mut state, &mut cost, &mut judge, &mut looks);
        idle += 1;
        if cost < least {
            idle = 0;
            (best, least) = (state, cost);
        }
    }
    judge.arrange(&best);
    judge.into_rows()
}
