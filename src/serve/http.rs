//! Answers browsers.

use super::html;
use super::state::{Found, State, is_page};
use axum::body::Body;
use axum::extract;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

const SCRIPT: &str = include_str!("client/preview.js");
const STYLE: &str = include_str!("client/preview.css");

/// Shown until a first build succeeds; the diagnostics come as to any page.
const WAITING: &str = "<!doctype html><html lang=en><head><meta charset=utf-8>\
    <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; style-src 'self'\">\
    <meta name=viewport content='width=device-width'><title>Lykta</title></head>\
    <body><h1>The site cannot be shown yet</h1>\
    <p>Its errors are told at the terminal and here. The site appears when they are mended.</p></body></html>";

/// All routes.
pub(super) fn router(state: Arc<State>) -> axum::Router {
    axum::Router::new().fallback(answer).with_state(state)
}

async fn answer(
    extract::State(state): extract::State<Arc<State>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if !is_local(&headers) {
        return text(StatusCode::FORBIDDEN, "The preview answers only to localhost.");
    }
    if method != Method::GET && method != Method::HEAD {
        return text(StatusCode::METHOD_NOT_ALLOWED, "The preview can only be read.");
    }
    match uri.path() {
        "/__lykta/events" => return events(&state),
        "/__lykta/preview.js" => return file(StatusCode::OK, "preview.js", SCRIPT),
        "/__lykta/preview.css" => return file(StatusCode::OK, "preview.css", STYLE),
        _ => {}
    }
    state.opened().await;
    let Some(path) = decode(uri.path().trim_start_matches('/')) else {
        return text(StatusCode::BAD_REQUEST, "The address is not UTF-8.");
    };
    let Some((found, version)) = state.find(&path) else {
        let page = html::prepare(WAITING.as_bytes(), &state.first_version());
        return file(StatusCode::SERVICE_UNAVAILABLE, "waiting.html", page);
    };
    match found {
        Found::File(path, bytes) if is_page(&path) => {
            file(StatusCode::OK, &path, html::prepare(&bytes, &version))
        }
        Found::File(path, bytes) => file(StatusCode::OK, &path, bytes.to_vec()),
        Found::Folder => {
            // Relative links of the folder's page need the slash.
            let to = format!("/{}/", uri.path().trim_start_matches('/'));
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to), no_store()]).into_response()
        }
        Found::Nothing(own) => {
            let page = own.as_deref().unwrap_or(b"<!doctype html><title>404</title><h1>404</h1>");
            file(StatusCode::NOT_FOUND, "404.html", html::prepare(page, &version))
        }
    }
}

/// Tells a page of the present state and of each that follows, for as long as it listens.
fn events(state: &Arc<State>) -> Response {
    let listen = (Arc::clone(state), state.subscribe());
    let stream = futures_util::stream::unfold(listen, |(state, mut receiver)| async move {
        loop {
            receiver.changed().await.ok()?;
            receiver.mark_unchanged();
            if let Some(message) = state.message() {
                let event = Event::default().retry(Duration::from_millis(500)).data(message);
                return Some((Ok::<_, Infallible>(event), (state, receiver)));
            }
        }
    });
    let mut response =
        Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

/// A page elsewhere must not read drafts by giving this computer a name of its own.
fn is_local(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return true };
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |p| p.0);
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "127.0.0.1" | "localhost" | "[::1]") || name.ends_with(".localhost")
}

fn no_store() -> (header::HeaderName, String) {
    (header::CACHE_CONTROL, "no-store".to_owned())
}

fn text(status: StatusCode, text: &'static str) -> Response {
    file(status, "answer.txt", text)
}

fn file(status: StatusCode, name: &str, body: impl Into<Body>) -> Response {
    let kind = [
        (header::CONTENT_TYPE, content_type(name)),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, kind, body.into()).into_response()
}

/// A path without its escapes; none if it is not UTF-8 then.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let escaped = after.first_chunk::<2>().filter(|_| *first == b'%').and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
            u8::from_str_radix(digits, 16).ok()
        });
        if escaped.is_some() {
            rest = &after[2..];
        }
        bytes.push(escaped.unwrap_or(*first));
    }
    String::from_utf8(bytes).ok()
}

/// The type of a file, by its ending.
pub(super) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    match ending.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_types_by_ending() {
        assert_eq!(content_type("a.b/CNAME"), "application/octet-stream");
        assert_eq!(content_type("a/B.JPG"), "image/jpeg");
        assert_eq!(content_type("search/root.sv.js"), "text/javascript; charset=utf-8");
    }

    #[test]
    fn reads_escapes() {
        assert_eq!(decode("%C3%A5%20b+c.html").as_deref(), Some("å b+c.html"));
        assert_eq!(decode("100%,%4,%+1%zz").as_deref(), Some("100%,%4,%+1%zz"));
        assert_eq!(decode("%ff"), None);
    }

    #[test]
    fn answers_to_its_own_names_only() {
        let local = |host: &str| is_local(&HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]));
        for host in ["127.0.0.1:1111", "localhost", "LOCALHOST:80", "[::1]:1111", "[::1]", "x.localhost:1"] {
            assert!(local(host), "{host}");
        }
        for host in ["example.org", "localhost.example.org:1111", "127.0.0.1.nip.io", "192.168.0.1:1111"] {
            assert!(!local(host), "{host}");
        }
    }
}
