#include "verification/publish_results.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace tally::verification {

namespace {

using State = ResultPublication::State;

// Flaky ones that never failed: the environment failed them, and says nothing about the contract.
std::size_t only_disturbed(const ContractResult& contract) {
    return static_cast<std::size_t>(std::count_if(
        contract.interactions.begin(), contract.interactions.end(),
        [](const InteractionResult& result) { return result.flaky && result.flaky->failed == 0; }));
}

// Empty when the result may be published.
std::string why_withheld(const ContractResult& contract, bool success, bool filtered) {
    const Totals totals = count(contract);
    if (contract.source.unknown_interactions > 0) {
        return text::counted(contract.source.unknown_interactions, "interaction") +
               " of a kind that is not known";
    }
    if (contract.interactions.empty()) return "the contract has no interactions";
    if (totals.not_run + totals.pending_not_run > 0) {
        return text::counted(totals.not_run + totals.pending_not_run, "interaction") + " could not be run";
    }
    const std::size_t disturbed = only_disturbed(contract);
    if (disturbed > 0) return text::counted(disturbed, "interaction") + " could not be run each time";
    if (totals.skipped > 0) return text::counted(totals.skipped, "interaction") + " left out";
    if (success && filtered) return "a run with filters does not publish successes";
    return "";
}

std::string attribute_of(const matching::Mismatch& mismatch) {
    if (mismatch.kind == matching::MismatchKind::body_type) return "body";
    return std::string(matching::kind_name(mismatch.kind));
}

broker_api::ReportedResult report_of(const ContractResult& contract, bool success,
                                     const PublishSettings& settings) {
    broker_api::ReportedResult report;
    report.success = success;
    report.provider_version = settings.version.number;
    report.build_url = settings.build_url;
    report.verifier_version = settings.verifier_version;
    for (const auto& result : contract.interactions) {
        const auto& interaction = contract.source.contract.interactions[result.index];
        broker_api::ReportedInteraction reported;
        reported.id = interaction.broker_id;
        reported.description = interaction.description;
        reported.success = result.status == Status::passed;
        for (const auto& mismatch : result.mismatches) {
            reported.mismatches.push_back({attribute_of(mismatch), mismatch.location, mismatch.sentence});
        }
        if (result.flaky) reported.flaky = {result.flaky->runs, result.flaky->failed, result.flaky->not_run};
        report.interactions.push_back(std::move(reported));
    }
    return report;
}

ResultPublication publish(const ContractResult& contract, broker_api::BrokerClient& broker,
                          const PublishSettings& settings) {
    ResultPublication publication;
    const Totals totals = count(contract);
    const bool success = totals.failed + totals.flaky + totals.pending_failed == 0;
    publication.why = why_withheld(contract, success, settings.filtered);
    if (!publication.why.empty()) {
        publication.state = State::withheld;
        return publication;
    }
    const auto& document = contract.source.broker->document;
    publication.state = State::failed;
    if (auto recorded = broker_api::record_provider_version(broker, document, settings.version); !recorded) {
        publication.error = recorded.error();
        return publication;
    }
    auto url = broker_api::publish_result(broker, document, report_of(contract, success, settings));
    if (!url) {
        publication.error = url.error();
        return publication;
    }
    publication.state = State::published;
    publication.url = std::move(*url);
    return publication;
}

}  // namespace

void publish_results(VerificationResult& result, broker_api::BrokerClient& broker,
                     const PublishSettings& settings) {
    for (auto& contract : result.contracts) {
        if (contract.source.broker) {
            contract.publication = publish(contract, broker, settings);
        } else {
            contract.publication.state = State::withheld;
            contract.publication.why = "the contract did not come from a broker";
        }
    }
}

}  // namespace tally::verification
