//! [`Part`]: which part of an order is asked for.

use comments::{At, Cursor, Sort};
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
    pub(super) fn at(&self) -> Result<At, Problem> {
        let place = |text: &str| {
            let cursor: Result<Cursor, _> = text.parse();
            cursor.map_err(|error| Problem::Malformed(error.to_string()))
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
