//! What the code of `trefoil_build::Config::mock` expands to.

/// A mock of a generated service. Generated code is a table of the service's methods, and this is the rest: so
/// there is nothing to compile where the kit is not wanted.
#[doc(hidden)]
#[macro_export]
macro_rules! mock_service {
    (
        $mock:ident $expect:ident $received:ident $trait:literal $(for $client:ident)? = $descriptor:ident;
        $($index:literal $name:ident: $in:ident<$req:ty> => $out:ident<$rep:ty>;)*
    ) => {
        #[doc = concat!("A mock of [`", $trait, "`]: answers from expectations, and keeps what it was asked.")]
        ///
        /// Its further methods, such as `verify`, are those of `trefoil::testing::Mock`.
        #[allow(dead_code, unreachable_pub)]
        #[derive(::core::fmt::Debug)]
        pub struct $mock($crate::Mock);

        #[allow(dead_code, deprecated, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
        impl $mock {
            /// A mock without expectations: every call is a failure.
            pub fn new() -> Self {
                Self($crate::Mock::new(&$descriptor)$(.typed::<$crate::$in<$req>, $crate::$out<$rep>>($index))*)
            }
            /// Expects calls of the method that is named behind this.
            pub fn expect(&self) -> $expect<'_> {
                $expect(&self.0)
            }
            /// The calls of the method that is named behind this.
            pub fn received(&self) -> $received<'_> {
                $received(&self.0)
            }
            $(
                /// A stub on this mock, in this process.
                pub fn client(&self) -> $client {
                    $crate::Mock::client(&self.0)
                }
            )?
        }

        #[allow(dead_code)]
        impl ::core::default::Default for $mock {
            fn default() -> Self {
                Self::new()
            }
        }

        #[allow(dead_code)]
        impl ::core::ops::Deref for $mock {
            type Target = $crate::Mock;
            fn deref(&self) -> &$crate::Mock {
                &self.0
            }
        }

        #[doc = concat!("What a [`", stringify!($mock), "`] expects: a method for each rpc.")]
        #[allow(dead_code, unreachable_pub, missing_debug_implementations)]
        pub struct $expect<'a>(&'a $crate::Mock);

        #[allow(dead_code, deprecated, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
        impl $expect<'_> {
            $(
                #[doc = concat!("Expects calls of `", stringify!($name), "`.")]
                #[track_caller]
                pub fn $name(&self) -> $crate::Expectation<$crate::$in<$req>, $crate::$out<$rep>> {
                    $crate::Mock::expect(self.0, $index)
                }
            )*
        }

        #[doc = concat!("What a [`", stringify!($mock), "`] was asked: a method for each rpc.")]
        #[allow(dead_code, unreachable_pub, missing_debug_implementations)]
        pub struct $received<'a>(&'a $crate::Mock);

        #[allow(dead_code, deprecated, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
        impl $received<'_> {
            $(
                #[doc = concat!("The calls of `", stringify!($name), "`, in order.")]
                pub fn $name(&self) -> ::std::vec::Vec<$crate::Received<$crate::$in<$req>>> {
                    $crate::Mock::received::<$crate::$in<$req>, $crate::$out<$rep>>(self.0, $index)
                }
            )*
        }
    };
}
