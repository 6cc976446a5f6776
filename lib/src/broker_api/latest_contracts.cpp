#include "broker_api/latest_contracts.h"

#include "broker_api/document_parts.h"

namespace tally::broker_api {

namespace {

constexpr const char* kLatest = "pb:latest-pact-versions";

std::string name_of(const json::Value& entry, std::string_view role) {
    return text_at(entry, {"_embedded", role, "name"});
}

}  // namespace

Result<HalDocument> latest_contracts_document(BrokerClient& broker) {
    const auto index = broker.index();
    if (!index) return index.error();
    const auto link = index->link(kLatest);
    if (!link) {
        return Error{ErrorCode::unsupported, broker.address(),
                     std::string("the broker has no list of the latest contracts (") + kLatest + ")",
                     "check that the address is that of a Pact broker"};
    }
    auto answer = broker.get(link->href);
    if (!answer) return answer.error();
    const json::Value* pacts = answer->body.find("pacts");
    if (pacts == nullptr || !pacts->is_array()) {
        return Error{ErrorCode::malformed, broker.shown(link->href),
                     "the broker's answer has no list of contracts",
                     "check that the address is that of a Pact broker"};
    }
    return answer;
}

std::vector<LatestContract> read_latest_contracts(const HalDocument& document) {
    std::vector<LatestContract> latest;
    for (const json::Value& entry : items_at(document.body, {"pacts"})) {
        // The last of several addresses names the version; the first one may have moved on when it is read
        const auto addresses = HalDocument{entry, ""}.links("self");
        if (addresses.empty()) continue;
        latest.push_back({name_of(entry, "consumer"), name_of(entry, "provider"), addresses.back().href,
                          text_at(entry, {"_embedded", "consumer", "_embedded", "version", "number"}),
                          text_at(entry, {"createdAt"})});
    }
    return latest;
}

Result<std::vector<LatestContract>> list_latest_contracts(BrokerClient& broker) {
    const auto document = latest_contracts_document(broker);
    if (!document) return document.error();
    return read_latest_contracts(*document);
}

}  // namespace tally::broker_api
