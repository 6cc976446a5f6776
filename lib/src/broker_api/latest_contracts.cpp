#include "broker_api/latest_contracts.h"

namespace tally::broker_api {

namespace {

constexpr const char* kLatest = "pb:latest-pact-versions";

std::string name_of(const json::Value& entry, const char* role) {
    const json::Value* embedded = entry.find("_embedded");
    const json::Value* pacticipant = embedded == nullptr ? nullptr : embedded->find(role);
    const json::Value* name = pacticipant == nullptr ? nullptr : pacticipant->find("name");
    return name != nullptr && name->is_string() ? *name->string() : "";
}

}  // namespace

Result<std::vector<LatestContract>> list_latest_contracts(BrokerClient& broker) {
    const auto index = broker.index();
    if (!index) return index.error();
    const auto link = index->link(kLatest);
    if (!link) {
        return Error{ErrorCode::unsupported, broker.address(),
                     std::string("the broker has no list of the latest contracts (") + kLatest + ")",
                     "check that the address is that of a Pact broker"};
    }
    const auto answer = broker.get(link->href);
    if (!answer) return answer.error();
    const json::Value* pacts = answer->body.find("pacts");
    if (pacts == nullptr || !pacts->is_array()) {
        return Error{ErrorCode::malformed, broker.shown(link->href),
                     "the broker's answer has no list of contracts",
                     "check that the address is that of a Pact broker"};
    }
    std::vector<LatestContract> latest;
    for (const json::Value& entry : *pacts->array()) {
        // The last of several addresses names the version; the first one may have moved on when it is read
        const auto addresses = HalDocument{entry, ""}.links("self");
        if (!addresses.empty())
            latest.push_back({name_of(entry, "consumer"), name_of(entry, "provider"), addresses.back().href});
    }
    return latest;
}

}  // namespace tally::broker_api
