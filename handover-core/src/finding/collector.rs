use super::{Code, Finding, Location, Report, Severities};

/// Where an operation puts its findings: weighs each under the profile, hands
/// it to the observer's sink, counts it in the report.
pub struct Collector<'a> {
    severities: Severities,
    kept: usize,
    sink: &'a (dyn Fn(&Finding) + 'a),
    report: Report,
}

impl<'a> Collector<'a> {
    /// A collector that keeps at most `kept` findings and shows all to `sink`.
    pub fn new(severities: Severities, kept: usize, sink: &'a (dyn Fn(&Finding) + 'a)) -> Self {
        Collector { severities, kept, sink, report: Report::default() }
    }

    /// Takes a finding; its severity becomes the profile's.
    pub fn add(&mut self, mut finding: Finding) {
        finding.severity = self.severities.of(finding.code);
        self.add_weighed(finding);
    }

    /// Takes a finding that weighs what it says.
    pub fn add_weighed(&mut self, finding: Finding) {
        (self.sink)(&finding);
        self.report.add(finding, self.kept);
    }

    /// Takes a finding that needs no more than its place.
    pub fn at(&mut self, code: Code, location: Location) {
        self.add(Finding::new(code, location));
    }

    /// What was found so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The finished report.
    pub fn finish(self) -> Report {
        self.report
    }
}
