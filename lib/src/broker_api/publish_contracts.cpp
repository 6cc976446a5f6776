#include "broker_api/publish_contracts.h"

#include "base/encoding.h"

namespace tally::broker_api {

namespace {

json::Value to_json(const Publication& publication) {
    json::Object body{{"pacticipantName", publication.consumer},
                      {"pacticipantVersionNumber", publication.version}};
    if (!publication.branch.empty()) body.set("branch", publication.branch);
    if (!publication.tags.empty()) {
        json::Array tags;
        for (const auto& tag : publication.tags) tags.push_back(tag);
        body.set("tags", std::move(tags));
    }
    if (!publication.build_url.empty()) body.set("buildUrl", publication.build_url);
    json::Array contracts;
    for (const auto& contract : publication.contracts) {
        contracts.push_back(json::Object{{"consumerName", contract.consumer},
                                         {"providerName", contract.provider},
                                         {"specification", "pact"},
                                         {"contentType", "application/json"},
                                         {"content", encoding::base64(contract.content)},
                                         {"onConflict", publication.merge ? "merge" : "overwrite"}});
    }
    body.set("contracts", std::move(contracts));
    return body;
}

}  // namespace

Result<PublicationOutcome> publish_contracts(BrokerClient& broker, const Publication& publication) {
    auto index = broker.index();
    if (!index) return index.error();
    const auto link = index->link("pb:publish-contracts");
    if (!link) {
        return Error{ErrorCode::unsupported, broker.address(),
                     "this broker cannot take contracts this way (no link pb:publish-contracts)",
                     "use a newer broker"};
    }
    const json::Value body = to_json(publication);
    auto response = broker.exchange("POST", link->href, &body);
    if (!response) return response.error();

    const bool accepted = response->status >= 200 && response->status < 300;
    const bool refused = response->status == 400 || response->status == 409;
    if (!accepted && !refused) return refusal(*response, broker.shown(link->href));
    PublicationOutcome outcome;
    outcome.accepted = accepted;
    if (auto document = json::parse(response->body)) {
        outcome.notices = read_notices(document->find("notices"));
        if (refused) outcome.errors = error_texts(*document);
        outcome.document = std::move(*document);
        if (accepted && !outcome.document.is_object()) {
            return Error{ErrorCode::malformed, broker.shown(link->href),
                         "the broker's answer is not a JSON object",
                         "check that the address is that of a Pact broker"};
        }
    } else if (accepted) {
        return Error{ErrorCode::malformed, broker.shown(link->href), "the broker's answer is not valid JSON",
                     "look whether a proxy changes or cuts the broker's answers"};
    }
    if (refused && outcome.errors.empty()) {
        outcome.errors.push_back("the broker answered HTTP " + std::to_string(response->status));
    }
    return outcome;
}

}  // namespace tally::broker_api
