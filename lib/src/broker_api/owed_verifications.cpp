#include "broker_api/owed_verifications.h"

#include "broker_api/document_parts.h"

namespace tally::broker_api {

namespace {

OwedRun read_run(const json::Value& run) {
    OwedRun read{text_at(run, {"providerVersion"}),
                 {},
                 {},
                 text_at(run, {"lease", "uuid"}),
                 text_at(run, {"lease", "holder"}),
                 text_at(run, {"lease", "until"})};
    for (const auto& use : items_at(run, {"uses"})) {
        if (use.string() != nullptr) read.uses.push_back(*use.string());
    }
    for (const auto& contract : items_at(run, {"_embedded", "pacts"})) {
        const auto self = link_of(contract, "self");
        if (self)
            read.contracts.push_back(
                {text_at(contract, {"consumer"}), text_at(contract, {"consumerVersion"}), self->href});
    }
    return read;
}

// The document of what a provider owes; the place to take runs over is one of its links.
Result<HalDocument> owed_document(BrokerClient& broker, const std::string& provider,
                                  const std::string& branch) {
    auto link = broker.require_link("tally:owed", "it does not know what a provider owes");
    if (!link) {
        Error error = link.error();
        if (error.code == ErrorCode::unsupported) error.remedy = broker.advice().other_broker;
        return error;
    }
    std::string address = expand(std::move(*link), {{"provider", provider}});
    if (!branch.empty()) address = with_query(std::move(address), {{"branch", branch}});
    auto answer = broker.get(address);
    if (!answer && answer.error().code == ErrorCode::not_found) {
        return Error{ErrorCode::not_found, broker.address(),
                     "there is no provider '" + provider + "'" +
                         (branch.empty() ? "" : ", or no version of it is on branch '" + branch + "'"),
                     broker.advice().pacticipant};
    }
    return answer;
}

}  // namespace

Result<OwedRuns> list_owed(BrokerClient& broker, const std::string& provider, const std::string& branch) {
    auto answer = owed_document(broker, provider, branch);
    if (!answer) return answer.error();
    const json::Value* runs = find_at(answer->body, {"_embedded", "runs"});
    if (runs == nullptr || !runs->is_array()) return without(broker, "/", "list of what the provider owes");
    OwedRuns all;
    for (const auto& run : items_at(answer->body, {"_embedded", "runs"})) all.runs.push_back(read_run(run));
    all.document = std::move(answer->body);
    return all;
}

Result<std::optional<OwedRun>> take_over_owed(BrokerClient& broker, const LeaseWanted& wanted) {
    auto document = owed_document(broker, wanted.provider, wanted.branch);
    if (!document) return document.error();
    const auto leases = document->link("tally:leases");
    if (!leases) return missing_link(broker, "tally:leases", "runs cannot be taken over");
    json::Object body;
    if (!wanted.branch.empty()) body.set("branch", wanted.branch);
    if (!wanted.version.empty()) body.set("version", wanted.version);
    if (!wanted.holder.empty()) body.set("holder", wanted.holder);
    if (wanted.seconds) body.set("seconds", static_cast<std::uint64_t>(*wanted.seconds));
    auto answer = broker.post(leases->href, std::move(body));
    if (!answer) return answer.error();
    if (text_at(answer->body, {"lease", "uuid"}).empty()) return std::optional<OwedRun>();
    return std::optional<OwedRun>(read_run(answer->body));
}

}  // namespace tally::broker_api
