//! From text to [`Url`].

use std::str::FromStr;
use std::sync::Arc;

use super::address::{net_place, parse_address, unix_place};
use super::display::{cut, torn_credentials};
use super::encode::decode;
use super::error::{ParseUrlError, UrlPart};
use super::params::Params;
use super::place::{MEMORY, UNIX, is_reserved};
use super::{Parts, Url, keys};

/// A part and what is wrong with it; the URL is added where it is known.
pub(super) type Problem = (UrlPart, String);

impl Url {
    /// Reads a URL; the grammar is [above](Url#grammar).
    ///
    /// Space around the text is ignored. A missing scheme stays empty, for the caller to choose.
    ///
    /// ```
    /// use trefoil_core::Url;
    ///
    /// # fn main() -> Result<(), trefoil_core::ParseUrlError> {
    /// assert_eq!(Url::parse("127.0.0.1:50051")?.scheme(), "");
    /// assert_eq!(Url::parse("tri://[::1]:80/svc")?.host(), Some("::1"));
    /// assert_eq!(Url::parse("injvm:///svc")?.host(), None);
    /// assert_eq!(Url::parse("tri://unix:/run/x.sock")?.unix_path(), Some("/run/x.sock"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the text is not a URL; the message names the part and the fix.
    pub fn parse(text: &str) -> Result<Self, ParseUrlError> {
        let text = text.trim();
        parse(text).map_err(|(part, problem)| ParseUrlError::new(part, problem, text))
    }

    /// One URL for each of [`addresses`](Url::addresses), equal to this one but for address and
    /// `backup`.
    ///
    /// ```
    /// use trefoil_core::Url;
    ///
    /// # fn main() -> Result<(), trefoil_core::ParseUrlError> {
    /// let each = Url::parse("tri://h1:1,h2:2/svc?group=g")?.split_addresses()?;
    /// assert_eq!(each[0].to_string(), "tri://h1:1/svc?group=g");
    /// assert_eq!(each[1].to_string(), "tri://h2:2/svc?group=g");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If `backup` holds something that is not `host[:port]`.
    pub fn split_addresses(&self) -> Result<Vec<Self>, ParseUrlError> {
        let alone = self.clone().without_param(keys::BACKUP);
        let mut all = vec![alone.clone()];
        for address in self.backup() {
            let place = net_place(address).map_err(|(part, problem)| {
                ParseUrlError::new(part, format!("in `backup`, {problem}"), &self.to_string())
            })?;
            let mut next = alone.clone();
            Arc::make_mut(&mut next.parts).place = place;
            all.push(next);
        }
        Ok(all)
    }
}

impl FromStr for Url {
    type Err = ParseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for Url {
    type Error = ParseUrlError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Url {
    type Error = ParseUrlError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

fn parse(text: &str) -> Result<Url, Problem> {
    if text.is_empty() {
        let problem = "the URL is empty: write for example `tri://127.0.0.1:50051`";
        return Err((UrlPart::Whole, problem.into()));
    }
    let (scheme, rest) = split_scheme(text)?;
    let (body, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = body.split_at(body.find('/').unwrap_or(body.len()));
    let (userinfo, address) = split_userinfo(authority);
    let (user, pass) = userinfo.split_once(':').unwrap_or((userinfo, ""));
    let mut parts = Parts {
        scheme,
        username: decoded(UrlPart::Credentials, "the user name", user)?,
        password: decoded(UrlPart::Credentials, "the password", pass)?,
        ..Parts::default()
    };
    let mut others = Vec::new();
    if address == UNIX {
        // The readable spelling: nothing is left over for a service path.
        parts.place = unix_place(path)?;
    } else {
        // For `u:pa/ss@host`, where naming the bad port would print half of the password.
        let torn = torn_credentials(rest).is_some();
        (parts.place, others) = parse_address(address, path)
            .map_err(|problem| if torn { unescaped_password() } else { problem })?;
        let path = decoded(UrlPart::Path, &format!("path `{}`", cut(path)), path)?;
        path.trim_start_matches('/').clone_into(&mut parts.path);
    }
    // After the address, whose errors know when this is no query but the rest of a password.
    parts.params = parse_params(query)?;
    let mut url = Url {
        parts: Arc::new(parts),
    };
    if !others.is_empty() {
        others.extend(url.backup().map(str::to_owned));
        url = url.with_param(keys::BACKUP, others.join(","));
    }
    Ok(url)
}

fn split_scheme(text: &str) -> Result<(String, &str), Problem> {
    let wrong = |problem| Err((UrlPart::Scheme, problem));
    // A `://` in the path or in a parameter is not the one behind the scheme.
    let Some((scheme, rest)) = text
        .split_once("://")
        .filter(|(head, _)| !head.contains(['/', '?']))
    else {
        return Ok((String::new(), text));
    };
    if scheme.is_empty() {
        return wrong("the scheme before `://` is missing".into());
    }
    if is_reserved(scheme) {
        let example = if scheme == "unix" {
            "tri://unix:/run/x.sock"
        } else {
            "tri://memory:name"
        };
        return wrong(format!("`{scheme}` is not a scheme, write `{example}`"));
    }
    let odd = |c: char| {
        !(c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-' | '_' | '~' | '*' | '%'))
    };
    if let Some(c) = scheme.chars().find(|c| odd(*c)) {
        // Such a text may be credentials, so it is not quoted.
        return wrong(format!(
            "the text before `://` is not a scheme: it has a `{}`",
            c.escape_debug()
        ));
    }
    let mut scheme = decoded(UrlPart::Scheme, &format!("scheme `{scheme}`"), scheme)?;
    scheme.make_ascii_lowercase();
    Ok((scheme, rest))
}

/// The last `@` ends the credentials, so an unescaped one in a password does no harm.
fn split_userinfo(authority: &str) -> (&str, &str) {
    // `unix:@name` is an abstract socket and `unix:%2Fa@b` one with an odd name.
    if authority.starts_with(UNIX) || authority.starts_with(MEMORY) {
        return ("", authority);
    }
    authority.rsplit_once('@').unwrap_or(("", authority))
}

fn parse_params(query: &str) -> Result<Params, Problem> {
    let pairs = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, "true"));
            let key = decoded(UrlPart::Params, &format!("key `{}`", cut(key)), key)?;
            if key.is_empty() {
                return Err((
                    UrlPart::Params,
                    "a parameter has no key before its `=`".into(),
                ));
            }
            let value = decoded(
                UrlPart::Params,
                &format!("the value of `{}`", cut(&key)),
                value,
            )?;
            Ok((key, value))
        });
    let pairs = pairs.collect::<Result<Vec<_>, Problem>>()?;
    Ok(Params::from_pairs(pairs.into_iter()))
}

/// Decodes `text`, which the message calls `name`.
pub(super) fn decoded(part: UrlPart, name: &str, text: &str) -> Result<String, Problem> {
    match decode(text) {
        Ok(decoded) => Ok(decoded.into_owned()),
        Err(problem) => Err((part, format!("{name} {problem}"))),
    }
}

fn unescaped_password() -> Problem {
    let problem = "the address before the first `/` or `?` is wrong and an `@` comes later \
                   (in a password write `/` as `%2F` and `?` as `%3F`)";
    (UrlPart::Credentials, problem.into())
}
