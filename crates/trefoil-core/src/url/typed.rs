//! Parameters as values of a type, both ways.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::time::Duration;

use super::display::{HIDDEN, is_secret};
use super::{ByteSize, ParamError, Url, duration};

/// A type a parameter can be read as, with [`Url::get`].
///
/// ```
/// use std::borrow::Cow;
/// use trefoil_core::{FromParam, Url};
///
/// #[derive(Debug, PartialEq)]
/// enum Side { Consumer, Provider }
///
/// impl FromParam for Side {
///     fn from_param(value: &str) -> Option<Self> {
///         match value {
///             "consumer" => Some(Self::Consumer),
///             "provider" => Some(Self::Provider),
///             _ => None,
///         }
///     }
///
///     fn expected() -> Cow<'static, str> {
///         "`consumer` or `provider`".into()
///     }
/// }
///
/// let url = Url::parse("tri://h?side=provider").unwrap();
/// assert_eq!(url.get("side"), Ok(Some(Side::Provider)));
/// ```
pub trait FromParam: Sized {
    /// Reads a value, which is never empty; `None` if it is none of this type.
    fn from_param(value: &str) -> Option<Self>;

    /// What a value looks like, to complete the sentence "expected ...".
    fn expected() -> Cow<'static, str>;
}

/// A type [`Url::with_param`] takes: text, numbers, `bool`, [`Duration`], [`ByteSize`], and slices of
/// those as a list with commas.
///
/// A `Duration` is written as whole milliseconds if it is that, because it is the one spelling
/// dubbo-java reads, and else with a unit.
///
/// ```
/// use std::time::Duration;
/// use trefoil_core::ToParam;
///
/// assert_eq!(Duration::from_secs(3).to_param(), "3000");
/// assert_eq!(Duration::from_micros(1500).to_param(), "1500us");
/// assert_eq!([1, 2].to_param(), "1,2");
/// ```
pub trait ToParam {
    /// The text that stands in the URL, before percent encoding.
    fn to_param(&self) -> String;
}

pub(super) fn convert<T: FromParam>(url: &Url, key: &str, value: &str) -> Result<T, ParamError> {
    T::from_param(value).ok_or_else(|| {
        let shown = if is_secret(key) { HIDDEN } else { value };
        let url = url.redacted().to_string();
        ParamError::new(url, key, shown.to_owned(), T::expected().into_owned())
    })
}

macro_rules! whole_numbers {
    ($($t:ty)*) => {$(
        impl FromParam for $t {
            fn from_param(value: &str) -> Option<Self> {
                value.trim().parse().ok()
            }

            fn expected() -> Cow<'static, str> {
                format!("a whole number from {} to {}", <$t>::MIN, <$t>::MAX).into()
            }
        }

        to_param_by_display!($t);
    )*};
}

macro_rules! to_param_by_display {
    ($t:ty) => {
        impl ToParam for $t {
            fn to_param(&self) -> String {
                self.to_string()
            }
        }
    };
}

whole_numbers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

impl FromParam for NonZeroU32 {
    fn from_param(value: &str) -> Option<Self> {
        value.trim().parse().ok()
    }

    fn expected() -> Cow<'static, str> {
        format!("a whole number from 1 to {}", u32::MAX).into()
    }
}

to_param_by_display!(NonZeroU32);
to_param_by_display!(f32);
to_param_by_display!(f64);
to_param_by_display!(bool);
to_param_by_display!(str);
to_param_by_display!(String);
to_param_by_display!(ByteSize);

impl FromParam for bool {
    fn from_param(value: &str) -> Option<Self> {
        // dubbo-java takes `True` too, and everything else for `false`; a typo should not be one.
        match value.trim() {
            v if v.eq_ignore_ascii_case("true") => Some(true),
            v if v.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    fn expected() -> Cow<'static, str> {
        "`true` or `false`".into()
    }
}

impl FromParam for f64 {
    fn from_param(value: &str) -> Option<Self> {
        value
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }

    fn expected() -> Cow<'static, str> {
        "a number".into()
    }
}

impl FromParam for String {
    fn from_param(value: &str) -> Option<Self> {
        Some(value.to_owned())
    }

    fn expected() -> Cow<'static, str> {
        "a text".into()
    }
}

impl FromParam for Duration {
    fn from_param(value: &str) -> Option<Self> {
        duration::parse(value.trim())
    }

    fn expected() -> Cow<'static, str> {
        "a duration such as `500` (milliseconds), `200ms`, `3s` or `1h30m`".into()
    }
}

impl ToParam for Duration {
    fn to_param(&self) -> String {
        duration::print(*self)
    }
}

impl FromParam for ByteSize {
    fn from_param(value: &str) -> Option<Self> {
        value.parse().ok()
    }

    fn expected() -> Cow<'static, str> {
        "a size such as `4194304` (bytes), `4MiB` or `8mb`".into()
    }
}

/// A list with commas; space around an item and empty items do not count.
impl<T: FromParam> FromParam for Vec<T> {
    fn from_param(value: &str) -> Option<Self> {
        let items = value
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty());
        items.map(T::from_param).collect()
    }

    fn expected() -> Cow<'static, str> {
        format!("a list with commas, each item {}", T::expected()).into()
    }
}

impl<T: ToParam> ToParam for [T] {
    fn to_param(&self) -> String {
        self.iter()
            .map(ToParam::to_param)
            .collect::<Vec<_>>()
            .join(",")
    }
}

impl<T: ToParam, const N: usize> ToParam for [T; N] {
    fn to_param(&self) -> String {
        self.as_slice().to_param()
    }
}

impl<T: ToParam> ToParam for Vec<T> {
    fn to_param(&self) -> String {
        self.as_slice().to_param()
    }
}

impl<T: ToParam + ?Sized> ToParam for &T {
    fn to_param(&self) -> String {
        (**self).to_param()
    }
}
