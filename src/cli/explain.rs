//! `dip explain`: the page of a finding.

use super::Failure;
use super::output::{Look, on_terminal, print};
use crate::catalogue;
use crate::diag::Similar;
use crate::render::page;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A code or a name, such as DIP0201 or unknown-name; none lists them all
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments, look: Look) -> Result<u8, Failure> {
    let codes = catalogue();
    let Some(wanted) = &arguments.code else {
        let lines = codes.iter().map(|code| {
            format!(
                "{}  {:<22} {:<8} {}\n",
                code.id,
                code.name,
                code.severity.name(),
                code.summary()
            )
        });
        print(&lines.collect::<String>())?;
        return Ok(0);
    };
    let asked = wanted.trim().to_lowercase().replace('_', "-");
    if let Some(code) = codes
        .iter()
        .find(|code| code.id.to_lowercase() == asked || code.name == asked)
    {
        print(&page(code, look.style(on_terminal())))?;
        return Ok(0);
    }
    let near = Similar::among(&asked, codes.iter().map(|code| code.name));
    let hint = near.map_or_else(
        || "`dip explain` lists them all".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Err(Failure::new(format!(
        "no finding is called `{wanted}`: {hint}"
    )))
}
