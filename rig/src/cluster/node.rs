//! Which machine of a cluster.

use std::fmt;

/// One of three machines.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node(usize);

impl Node {
    /// All of them.
    pub const ALL: [Self; 3] = [Self(0), Self(1), Self(2)];

    /// The one of this name, such as `n1`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|node| node.to_string() == name)
    }

    /// The other two.
    pub fn others(self) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |node| *node != self)
    }

    /// Its place among all.
    pub(super) fn place(self) -> usize {
        self.0
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "n{}", self.0 + 1)
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_known_by_its_name() {
        for node in Node::ALL {
            assert_eq!(Node::named(&node.to_string()), Some(node));
            assert!(node.others().count() == 2 && node.others().all(|other| other != node));
        }
        assert_eq!(Node::named("n0"), None);
        assert_eq!(Node::named("n4"), None);
    }
}
