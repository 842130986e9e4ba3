//! What a build's stages cost: a table of wall and processor time, made from their spans.

use cpu_time::ProcessTime;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tracing::Subscriber;
use tracing::span::{Attributes, Id};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// The stages so far; a clone sees the same.
#[derive(Clone, Default)]
pub(super) struct Timings {
    stages: Arc<Mutex<Vec<Stage>>>,
}

/// One stage, in the order they began.
struct Stage {
    name: &'static str,
    took: Option<Cost>,
}

/// Processor time is that of all cores, so it may be more than the wall's.
#[derive(Clone, Copy, Default)]
struct Cost {
    wall: Duration,
    cpu: Duration,
}

/// When a stage began, and which it is.
struct Begun {
    stage: usize,
    wall: Instant,
    cpu: ProcessTime,
}

impl Timings {
    /// What listens to the stages, and to nothing smaller: pages are many.
    pub(super) fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(self) -> impl Layer<S> {
        self.with_filter(LevelFilter::INFO)
    }

    /// The table, with the sum and what lies between the stages in its last line.
    pub(super) fn table(&self, total: Duration) -> String {
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let mut table = format!("{:<14} {:>9} {:>9}\n", "stage", "wall", "CPU");
        let mut row = |name: &str, cost: Cost| {
            let (wall, cpu) = (cost.wall.as_secs_f64(), cost.cpu.as_secs_f64());
            let _ = writeln!(table, "{name:<14} {wall:>7.3} s {cpu:>7.3} s");
        };
        for stage in stages.iter() {
            row(stage.name, stage.took.unwrap_or_default());
        }
        let cpu = ProcessTime::now().as_duration();
        row("all", Cost { wall: total, cpu });
        table
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Timings {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = Begun { stage: stages.len(), wall: Instant::now(), cpu: ProcessTime::now() };
        stages.push(Stage { name: attributes.metadata().name(), took: None });
        span.extensions_mut().insert(begun);
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        let extensions = span.extensions();
        let Some(begun) = extensions.get::<Begun>() else { return };
        let took = Cost { wall: begun.wall.elapsed(), cpu: begun.cpu.elapsed() };
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stage) = stages.get_mut(begun.stage) {
            stage.took = Some(took);
        }
    }
}
