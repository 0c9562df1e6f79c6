//! The addresses that editors have for files.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use url::Url;

/// The path that an address means; one that is no file's is a name of its own, such as `untitled:Untitled-1`.
pub(super) fn path(uri: &Uri) -> PathBuf {
    let path = Url::parse(uri.as_ref()).ok();
    let path = path.filter(|url| url.scheme() == "file");
    let path = path.and_then(|url| url.to_file_path().ok());
    path.unwrap_or_else(|| PathBuf::from(uri.as_ref()))
}

/// The address of a path.
pub(super) fn uri(path: &Path) -> Uri {
    let absolute = std::path::absolute(path).ok();
    let url = absolute.and_then(|path| Url::from_file_path(path).ok());
    url.map_or_else(
        || Uri::from(path.to_string_lossy().into_owned()),
        |url| Uri::from(String::from(url)),
    )
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_an_address_and_an_address_a_path() {
        for written in ["/a/b.dip", "/с пробелом/会谈 #1.dip", "/100%/x.dip"] {
            assert_eq!(path(&uri(Path::new(written))), PathBuf::from(written));
        }
        assert_eq!(
            path(&Uri::from("file:///a%20b/c.dip")),
            PathBuf::from("/a b/c.dip")
        );
        assert_eq!(
            path(&Uri::from("untitled:Untitled-1")),
            PathBuf::from("untitled:Untitled-1")
        );
    }
}
