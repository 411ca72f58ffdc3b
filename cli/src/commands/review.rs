//! `review`: what waits for the network's own people, in a server's data folder.

use pinpoint_domain::ids::PinpointId;
use pinpoint_server::{Review, Reviews};
use serde_json::json;

use super::server;
use crate::args::{AmendArgs, DecideArgs, ReviewCommand};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::ui::{ReviewLine, ReviewPage, short_id, wire_name};

/// Runs what was asked for; phones hear of a decision with their next sync.
pub(crate) async fn run(command: ReviewCommand, context: &Context) -> Result<Exit, CliError> {
    let server = server::open(context.server()?)?;
    let reviews = server.reviews();
    match command {
        ReviewCommand::List => list(&reviews, context).await,
        ReviewCommand::Show(args) => show(args.record.as_deref(), &reviews, context).await,
        ReviewCommand::Decide(args) => decide(&args, &reviews, context).await,
        ReviewCommand::Amend(args) => amend(args, &reviews, context).await,
    }
}

async fn list(reviews: &Reviews<'_>, context: &Context) -> Result<Exit, CliError> {
    let waiting = reviews.list().await?;
    for review in &waiting {
        context.show(&ReviewLine(review))?;
    }
    if waiting.is_empty() {
        return Ok(none(context));
    }
    Ok(Exit::Done)
}

async fn show(record: Option<&str>, reviews: &Reviews<'_>, context: &Context) -> Result<Exit, CliError> {
    let waiting = reviews.list().await?;
    let review = match record {
        Some(text) => Some(pick(waiting, text)?),
        None => waiting.into_iter().next(),
    };
    let Some(review) = review else { return Ok(none(context)) };
    context.show(&ReviewPage(&review))?;
    Ok(Exit::Done)
}

async fn decide(args: &DecideArgs, reviews: &Reviews<'_>, context: &Context) -> Result<Exit, CliError> {
    let id = id(reviews, &args.record).await?;
    let verdict = reviews.decide(id, args.decision.into(), &args.reason, &args.by).await?;
    let said = context.words.plain(&format!("decision-{}", wire_name(&verdict.decision)));
    let sentence = context.words.say("review-decided-now", [("record", &short_id(&id)), ("verdict", &said)]);
    context.output.done(&json!({ "pinpoint_id": id, "verdict": verdict }), &sentence)?;
    Ok(Exit::Done)
}

async fn amend(args: AmendArgs, reviews: &Reviews<'_>, context: &Context) -> Result<Exit, CliError> {
    let id = id(reviews, &args.record).await?;
    let amendment = reviews.amend(id, args.facts, &args.reason, &args.by).await?;
    let (record, count) = (short_id(&id), amendment.facts.len());
    let sentence = match count {
        0 => context.words.say("review-amended-away", [("record", &record)]),
        _ => context.words.say("review-amended", [("record", &record), ("count", &count)]),
    };
    context.output.done(&json!({ "pinpoint_id": id, "amendment": amendment }), &sentence)?;
    Ok(Exit::Done)
}

fn none(context: &Context) -> Exit {
    context.output.remark(&context.words.plain("review-none"));
    Exit::Nothing
}

/// A record's name: in full, also one that waits no more, or an end of one that waits.
async fn id(reviews: &Reviews<'_>, text: &str) -> Result<PinpointId, CliError> {
    if let Ok(id) = text.trim().parse() {
        return Ok(id);
    }
    let review = pick(reviews.list().await?, text)?;
    review.pinpoint_id.parse().map_err(|_| not_one(text, 0))
}

fn pick(waiting: Vec<Review>, text: &str) -> Result<Review, CliError> {
    let wanted = text.trim().to_ascii_lowercase();
    let fits = |id: &str| !wanted.is_empty() && (id.starts_with(&wanted) || id.ends_with(&wanted));
    let mut fitting: Vec<Review> = waiting.into_iter().filter(|review| fits(&review.pinpoint_id)).collect();
    match (fitting.pop(), fitting.len()) {
        (Some(review), 0) => Ok(review),
        (found, others) => Err(not_one(text, others + usize::from(found.is_some()))),
    }
}

fn not_one(text: &str, count: usize) -> CliError {
    CliError::ReviewNotOne { text: text.to_owned(), count }
}
