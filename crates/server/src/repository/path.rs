//! [`Path`]: where a reply stands in its thread.

/// A reply's place: the number of each reply on the way down from the comment that begins the thread, which itself has the
/// empty one. Each number is written so that the order of bytes is the order of numbers (one byte below 128, else how many
/// bytes follow), so one index reads a thread in its order, each reply below what it answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path(Vec<u8>);

/// The deepest place. Answers to what stands there stand beside it, the oldest first: a path stays short, however deep
/// readers answer each other.
pub(crate) const DEEPEST: usize = 100;

/// Numbers from here on are written with their length before them.
const LONG: u64 = 0x80;

impl Path {
    /// The place of an answer to what stands here: the reply with this number in its thread.
    pub(crate) fn below(&self, number: u64) -> Self {
        let mut starts = self.starts();
        if starts.len() < DEEPEST {
            starts.push(self.0.len());
        }
        let end = starts.last().copied().unwrap_or_default();
        let mut bytes = self.0[..end].to_vec();
        match u8::try_from(number) {
            Ok(byte) if number < LONG => bytes.push(byte),
            Ok(_) | Err(_) => {
                let digits = number.to_be_bytes();
                let begin = digits
                    .iter()
                    .position(|byte| *byte != 0)
                    .unwrap_or_default();
                let count = u8::try_from(digits.len() - begin).unwrap_or(u8::MAX);
                bytes.push(0x80 | count);
                bytes.extend(&digits[begin..]);
            }
        }
        Self(bytes)
    }

    /// How deep it is: 0 begins the thread.
    pub(crate) fn depth(&self) -> usize {
        self.starts().len()
    }

    /// The places above it, from the beginning of the thread down.
    pub(crate) fn above(&self) -> Vec<Self> {
        let starts = self.starts();
        starts
            .iter()
            .map(|end| Self(self.0[..*end].to_vec()))
            .collect()
    }

    /// Whether it is somewhere below `other`.
    pub(crate) fn is_below(&self, other: &Self) -> bool {
        self.0.len() > other.0.len() && self.0.starts_with(&other.0)
    }

    /// What is greater than all that is below it, and less than what follows: no number begins with this byte.
    pub(crate) fn branch_end(&self) -> Vec<u8> {
        let mut end = self.0.clone();
        end.push(u8::MAX);
        end
    }

    /// Where each number begins.
    fn starts(&self) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut at = 0;
        while let Some(first) = self.0.get(at) {
            starts.push(at);
            let follow = if *first < 0x80 { 0 } else { first & 0x7F };
            at += 1 + usize::from(follow);
        }
        starts
    }

    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_bytes_is_the_order_of_reading() {
        let first = Path::default();
        let mut all = vec![first.clone()];
        for number in [1, 2, 127, 128, 255, 256, 65_535, 65_536, 1 << 40, u64::MAX] {
            let reply = first.below(number);
            all.extend([reply.clone(), reply.below(3), reply.below(300)]);
        }
        assert!(all.is_sorted(), "{all:?}");
        assert_eq!(all.last().map(Path::depth), Some(2));
    }

    #[test]
    fn it_knows_what_is_above() {
        let reply = Path::default().below(1_000);
        let answer = reply.below(2);
        assert_eq!(answer.above(), [Path::default(), reply]);
        assert_eq!(Path::default().above(), []);
    }

    #[test]
    fn a_branch_ends_before_what_follows_it() {
        let reply = Path::default().below(300);
        let last = reply.below(u64::MAX).below(u64::MAX);
        assert!(last.is_below(&reply) && !reply.is_below(&reply));
        let end = reply.branch_end();
        assert!(last.as_bytes() < &end[..]);
        let next = Path::default().below(301);
        assert!(&end[..] < next.as_bytes() && !next.is_below(&reply));
    }

    #[test]
    fn the_deepest_stand_beside_each_other() {
        let mut path = Path::default();
        for number in 1..=10_000 {
            let next = path.below(number);
            assert!(next > path);
            path = next;
        }
        assert_eq!(path.depth(), DEEPEST);
        assert!(path.as_bytes().len() < 4 * DEEPEST);
    }
}
