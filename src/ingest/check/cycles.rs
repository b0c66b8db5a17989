//! Who stands in a circle, among points joined by arrows: the strongly connected components after
//! Kosaraju, with stacks of their own, so that neither depth nor number of points matters.

/// For each point the number of its component; an arrow lies on a circle when both its ends have
/// the same.
pub(super) fn components(count: usize, arrows: &[(usize, usize)]) -> Vec<usize> {
    let forward = Arrows::of(count, arrows.iter().copied());
    let backward = Arrows::of(count, arrows.iter().map(|&(from, to)| (to, from)));
    let mut component = vec![usize::MAX; count];
    for start in finished(&forward).into_iter().rev() {
        let mut waiting = vec![start];
        while let Some(point) = waiting.pop() {
            if component[point] == usize::MAX {
                component[point] = start;
                waiting.extend(backward.from(point));
            }
        }
    }
    component
}

/// The arrows ordered by where they start.
struct Arrows {
    /// For each point, where its arrows begin; one more at the end.
    begins: Vec<usize>,
    targets: Vec<usize>,
}

impl Arrows {
    fn of(count: usize, arrows: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut sorted: Vec<(usize, usize)> = arrows.collect();
        sorted.sort_unstable();
        let begin = |point| sorted.partition_point(|&(from, _)| from < point);
        Self {
            begins: (0..=count).map(begin).collect(),
            targets: sorted.iter().map(|&(_, to)| to).collect(),
        }
    }

    fn from(&self, point: usize) -> &[usize] {
        &self.targets[self.begins[point]..self.begins[point + 1]]
    }
}

/// The points in the order in which a walk along the arrows is done with them.
fn finished(arrows: &Arrows) -> Vec<usize> {
    let count = arrows.begins.len() - 1;
    let (mut order, mut met) = (Vec::with_capacity(count), vec![false; count]);
    for start in 0..count {
        if std::mem::replace(&mut met[start], true) {
            continue;
        }
        // Each point on the path, with how many of its arrows were followed.
        let mut path = vec![(start, 0)];
        while let Some((point, followed)) = path.last_mut() {
            match arrows.from(*point).get(*followed) {
                Some(&next) => {
                    *followed += 1;
                    if !std::mem::replace(&mut met[next], true) {
                        path.push((next, 0));
                    }
                }
                None => {
                    order.push(*point);
                    path.pop();
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many points, the arrows, and which of these lie on a circle.
    type Drawing = (usize, &'static [(usize, usize)], &'static [usize]);

    /// Which of the arrows lie on a circle.
    fn on_circles(count: usize, arrows: &[(usize, usize)]) -> Vec<usize> {
        let component = components(count, arrows);
        let on_circle = |&at: &usize| component[arrows[at].0] == component[arrows[at].1];
        (0..arrows.len()).filter(on_circle).collect()
    }

    #[test]
    fn arrows_on_circles_are_told_from_those_between_them() {
        let cases: &[Drawing] = &[
            (0, &[], &[]),
            (3, &[(0, 1), (1, 2)], &[]),
            (3, &[(0, 1), (1, 2), (2, 0)], &[0, 1, 2]),
            (3, &[(0, 1), (0, 2), (1, 2)], &[]),
            (
                5,
                &[(0, 1), (1, 0), (1, 2), (2, 3), (3, 2), (3, 4)],
                &[0, 1, 3, 4],
            ),
        ];
        for (count, arrows, circles) in cases {
            assert_eq!(on_circles(*count, arrows), *circles, "{arrows:?}");
        }
    }

    #[test]
    fn a_line_of_descent_of_any_length_is_walked() {
        let count = 200_000;
        let mut arrows: Vec<(usize, usize)> = (1..count).map(|at| (at - 1, at)).collect();
        assert!(on_circles(count, &arrows).is_empty());
        arrows.push((count - 1, 0));
        assert_eq!(on_circles(count, &arrows).len(), count);
    }
}
