//! [`Part`]: which part of an order is asked for.

use comments::{At, Cursor, CursorError, List, Sort};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::problem::Problem;

/// So many things a page has at most.
const LARGEST: usize = 100;

/// Which part of an order.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// The order: `newest` unless said otherwise.
    #[serde(default)]
    #[param(inline)]
    pub(super) sort: Sort,
    /// What follows this place.
    #[param(value_type = Option<String>)]
    cursor: Option<String>,
    /// What comes before this place.
    #[param(value_type = Option<String>)]
    before: Option<String>,
    /// So many things.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl Part {
    /// A place among threads in the order that is asked for.
    pub(super) fn at_threads(&self) -> Result<At, Problem> {
        self.at(List::Threads(self.sort))
    }

    /// A place among the replies of a thread.
    pub(super) fn at_replies(&self) -> Result<At, Problem> {
        self.at(List::Replies)
    }

    fn at(&self, list: List) -> Result<At, Problem> {
        let place = |text: &str| {
            let cursor: Cursor = text
                .parse()
                .map_err(|error: CursorError| Problem::Malformed(error.to_string()))?;
            let is_right = cursor.list == list;
            is_right
                .then_some(cursor)
                .ok_or_else(|| Problem::Malformed("the cursor is of another order".to_owned()))
        };
        match (&self.cursor, &self.before) {
            (None, None) => Ok(At::Start),
            (Some(after), None) => place(after).map(At::After),
            (None, Some(before)) => place(before).map(At::Before),
            (Some(_), Some(_)) => Err(Problem::Malformed("either cursor or before".to_owned())),
        }
    }

    pub(super) fn limit(&self, usual: usize) -> Result<usize, Problem> {
        let limit = self.limit.unwrap_or(usual);
        let is_right = (1..=LARGEST).contains(&limit);
        is_right
            .then_some(limit)
            .ok_or_else(|| Problem::Malformed(format!("limit is 1 to {LARGEST}")))
    }
}
