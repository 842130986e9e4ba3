//! A line that tells how far a build is, for a person who waits for it.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// A build that is done by then needs no line.
const PATIENCE: Duration = Duration::from_secs(1);

/// The line; it is gone when this is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
}

/// What moves the line on: the spans of stages, and of the pages in them.
pub(super) struct Steps {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn begin() -> (Self, Steps) {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let shown = bar.downgrade();
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            if let Some(bar) = shown.upgrade().filter(|bar| !bar.is_finished()) {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(Duration::from_millis(100));
            }
        });
        (Self { bar: bar.clone() }, Steps { bar })
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Steps {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        if *attributes.metadata().level() != Level::INFO {
            return;
        }
        let mut total = Total(None);
        attributes.record(&mut total);
        let template =
            if total.0.is_some() { "{spinner} {msg} {wide_bar} {pos}/{len}" } else { "{spinner} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_position(0);
        self.bar.set_length(total.0.unwrap_or_default());
        self.bar.set_message(attributes.metadata().name());
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        if context.metadata(&id).is_some_and(|metadata| metadata.name() == "page") {
            self.bar.inc(1);
        }
    }
}

/// How many steps a stage says that it has.
struct Total(Option<u64>);

impl Visit for Total {
    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "total" {
            self.0 = Some(value);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
