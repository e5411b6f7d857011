//! The macros that give a tag its handle and an operation its request type.
//!
//! They hold what is the same for all, so that a generated file reads as a list of what differs.

/// The handle of a tag: `tag! { Groups of Client }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __tag {
    ($name:ident of $client:ty) => {
        #[doc = concat!("The operations of the tag `", stringify!($name), "`.")]
        #[derive(Clone, Debug)]
        pub struct $name($crate::rt::Core);

        impl $name {
            pub(super) fn new(client: &$client) -> Self {
                Self(client.core().clone())
            }
        }
    };
}

/// The row, the request type and the ways to send it: see the arms at the end for the forms.
#[doc(hidden)]
#[macro_export]
macro_rules! __operation {
    (versioned $name:ident $row:ident { $($fields:tt)* } -> $($answer:tt)+) => {
        $crate::__operation! { @versioned [] $name $row { $($fields)* } -> $($answer)+ }
    };
    // Of a stage before GA, which the docs of the request name.
    (versioned $stage:ident $name:ident $row:ident { $($fields:tt)* } -> $($answer:tt)+) => {
        $crate::__operation! { @versioned [$stage] $name $row { $($fields)* } -> $($answer)+ }
    };
    (@versioned [$($stage:ident)?] $name:ident $row:ident { $($fields:tt)* } -> $($answer:tt)+) => {
        $crate::__operation! { @row [$($stage)?] $name $row true { $($fields)* } }
        $crate::__operation! { @answer $name $row [] $($answer)+ }

        impl $name {
            /// Asks for another API version than the client's; the answer may then have a shape
            /// that is not decoded. One for which no release of the operation is known is refused
            /// when the request is sent.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_version(self, version: impl Into<String>) -> Self {
                Self(self.0.with_version(version))
            }
        }
    };
    (@row [$($stage:ident)?] $name:ident $row:ident $versioned:literal { id: $id:literal, $($field:ident: $value:expr),* $(,)? }) => {
        #[doc = concat!("What is known about `", $id, "`.")]
        pub static $row: $crate::rt::Operation = $crate::rt::Operation {
            id: $id,
            versioned: $versioned,
            $($field: $value,)*
            ..$crate::rt::Operation::DEFAULT
        };

        #[doc = concat!("A request of `", $id, "`. Nothing happens before it is sent.")]
        $(
            #[doc = ""]
            #[doc = concat!("The operation is **", stringify!($stage), "**: it may change or go at short notice.")]
        )?
        #[must_use = "nothing happens before it is sent"]
        pub struct $name($crate::rt::Call);

        impl ::core::clone::Clone for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl ::core::fmt::Debug for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl $name {
            /// Sets the time limit of one attempt, instead of the client's.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.with_timeout(timeout))
            }

            /// Sets the time limit of the whole call, with all its attempts and waits, instead of the
            /// client's; of a list, that of each page.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_total_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.with_total_timeout(timeout))
            }

            /// Sets how long a new connection may take, instead of the client's limit. Such calls have
            /// connections of their own. A transport or HTTP client of the caller may not heed it.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_connect_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.with_connect_timeout(timeout))
            }

            /// Sets how often it is sent again, instead of the client's policy.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_retry(self, policy: $crate::RetryPolicy) -> Self {
                Self(self.0.with_retry(policy))
            }

            /// Lets it be sent again after any failure that may pass, even if its method is not
            /// idempotent: only where doing it twice does no harm.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_replay(self) -> Self {
                Self(self.0.with_replay())
            }

            /// Sends an id of the caller's own for the request, in the header of the service for it.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_request_id(self, id: &str) -> Self {
                Self(self.0.with_request_id(id))
            }

            /// Adds a header. `Authorization` and the headers that frame a message are refused
            /// when the request is sent.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_header(self, name: &str, value: &str) -> Self {
                Self(self.0.with_header(name, value))
            }

            /// What would be sent, to inspect or to test without a network.
            ///
            /// # Errors
            ///
            /// [`is_invalid_request`]($crate::Error::is_invalid_request) with all that is wrong
            /// with the request.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn parts(&self) -> ::std::result::Result<$crate::rt::Parts, $crate::rt::Error> {
                self.0.parts()
            }
        }
    };
    // What is before `fails` is the answer, what is after it the body of an error. A type ends nowhere that a
    // macro would see, so the words are taken one by one.
    (@answer $name:ident $row:ident [$($answer:tt)+] fails $($failure:tt)+) => {
        $crate::__operation! { @send $name $($answer)+ }
        $crate::__operation! { @fails $name $row $($failure)+ }
    };
    (@answer $name:ident $row:ident [$($answer:tt)*] $next:tt $($rest:tt)*) => {
        $crate::__operation! { @answer $name $row [$($answer)* $next] $($rest)* }
    };
    (@answer $name:ident $row:ident [$($answer:tt)+]) => {
        $crate::__operation! { @send $name $($answer)+ }
    };
    // The body of an error differs by status.
    (@fails $name:ident $row:ident outcome $failure:ty) => {
        $crate::__operation! { @failure $name $row failure_outcome $failure }
    };
    (@fails $name:ident $row:ident $failure:ty) => {
        $crate::__operation! { @failure $name $row failure $failure }
    };
    (@failure $name:ident $row:ident $read:ident $failure:ty) => {
        impl $name {
            /// What the service said in the body of an error of this operation; `None` if the error
            /// is another one, or has no body that can be read.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn failure(error: &$crate::rt::Error) -> ::std::option::Option<$failure> {
                $crate::rt::$read(&$row, error)
            }
        }
    };
    // The answer is a page of a list.
    (@send $name:ident pages $answer:ty) => {
        $crate::__operation! { @method $name send -> $answer }

        impl $name {
            /// All pages, from this one on, each fetched when it is wanted unless told otherwise.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn pages(self) -> $crate::rt::Pages<$answer> {
                self.0.pages()
            }

            /// The items of all pages, from this one on; the next page is fetched while the caller
            /// works on this one, unless told otherwise.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn items(self) -> $crate::rt::Items<$answer> {
                self.0.items()
            }
        }
    };
    // There may be an answer.
    (@send $name:ident optional $answer:ty) => {
        $crate::__operation! { @method $name send_optional -> ::std::option::Option<$answer> }
    };
    // There is no answer.
    (@send $name:ident nothing) => {
        $crate::__operation! { @method $name send_nothing -> () }
    };
    // The answer is no JSON.
    (@send $name:ident bytes) => {
        $crate::__operation! { @method $name send_bytes -> $crate::rt::Bytes }

        impl $name {
            /// Sends the request, and leaves the body of the answer to be read as it arrives. The time
            /// limit holds for the head of the answer and for each chunk. It is as cancel safe as
            /// [`send`](Self::send); dropping the body breaks the rest of it off.
            ///
            /// # Errors
            ///
            /// Those of [`send`](Self::send).
            #[cfg_attr(not(debug_assertions), inline)]
            pub async fn send_stream(
                self,
            ) -> ::std::result::Result<$crate::rt::Response<$crate::rt::ByteStream>, $crate::rt::Error> {
                self.0.send_stream().await
            }
        }
    };
    // The answer is read as it arrives.
    (@send $name:ident stream) => {
        impl $name {
            /// Sends the request when it is awaited, and leaves the body of the answer to be read as it arrives.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::Error).
            #[cfg_attr(not(debug_assertions), inline)]
            pub async fn send(
                self,
            ) -> ::std::result::Result<$crate::rt::Response<$crate::rt::ByteStream>, $crate::rt::Error> {
                self.0.send_stream().await
            }
        }
    };
    // The answer is text.
    (@send $name:ident text) => {
        $crate::__operation! { @method $name send_text -> ::std::string::String }
    };
    // The answer differs by status.
    (@send $name:ident outcome $answer:ty) => {
        $crate::__operation! { @method $name send_outcome -> $answer }
    };
    // The answer is JSON.
    (@send $name:ident $answer:ty) => {
        $crate::__operation! { @method $name send -> $answer }
    };
    (@method $name:ident $method:ident -> $answer:ty) => {
        impl $name {
            /// Sends the request when it is awaited.
            ///
            /// # Errors
            ///
            /// See [`Error`]($crate::Error): its predicates tell a request that was not sent
            /// from one that was answered with an error or not understood.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn send(self) -> $crate::rt::ResponseFuture<$answer> {
                self.0.$method()
            }
        }
    };
    // Without a version. This comes last, as it would take the other arms for its own.
    ($name:ident $row:ident { $($fields:tt)* } -> $($answer:tt)+) => {
        $crate::__operation! { @row [] $name $row false { $($fields)* } }
        $crate::__operation! { @answer $name $row [] $($answer)+ }
    };
    ($stage:ident $name:ident $row:ident { $($fields:tt)* } -> $($answer:tt)+) => {
        $crate::__operation! { @row [$stage] $name $row false { $($fields)* } }
        $crate::__operation! { @answer $name $row [] $($answer)+ }
    };
}
