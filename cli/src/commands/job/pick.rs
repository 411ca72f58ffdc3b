//! Which job is meant.

use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::work::JobView;
use pinpoint_engine::{Installer, JobFilter, JobList};

use crate::error::CliError;

/// The job whose id begins or ends with this text; without a text the newest with something left to do.
pub(crate) async fn pick(installer: &Installer, text: Option<&str>) -> Result<JobView, CliError> {
    let Some(text) = text else {
        let newest = installer.jobs(JobFilter::Open).await?.jobs.into_iter().next();
        return newest.ok_or(CliError::NoOpenJob);
    };
    let JobList { jobs, unreadable } = installer.jobs(JobFilter::All).await?;
    let readable = jobs.into_iter().filter(|job| fits(&job.id, text)).map(Ok);
    let others = unreadable.into_iter().filter(|job| fits(&job.job, text)).map(Err);
    let mut fitting: Vec<_> = readable.chain(others).collect();
    match (fitting.pop(), fitting.len()) {
        (Some(job), 0) => job.map_err(CliError::from),
        (None, _) => Err(CliError::JobNotFound { text: text.to_owned() }),
        (Some(_), others) => Err(CliError::JobAmbiguous { text: text.to_owned(), count: others + 1 }),
    }
}

fn fits(id: &PinpointId, text: &str) -> bool {
    let (id, text) = (id.to_string(), text.trim().to_ascii_lowercase());
    !text.is_empty() && (id.starts_with(&text) || id.ends_with(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_named_by_either_end_of_its_id() {
        let id: PinpointId = "019a9c3e-7f10-7d3a-8a51-1c2d8f3a9b04".parse().unwrap();
        assert!(fits(&id, "8f3a9b04") && fits(&id, "019A9C3E") && fits(&id, &id.to_string()));
        assert!(!fits(&id, "7d3a") && !fits(&id, " "));
    }
}
