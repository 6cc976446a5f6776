#include "broker_api/pacticipants.h"

#include "broker_api/document_parts.h"

namespace tally::broker_api {

namespace {

json::Object body_of(const PacticipantChange& change) {
    json::Object body{{"name", change.name}};
    if (change.display_name) body.set("displayName", *change.display_name);
    if (change.main_branch) body.set("mainBranch", *change.main_branch);
    if (change.repository_url) body.set("repositoryUrl", *change.repository_url);
    return body;
}

Result<std::string> address_of(BrokerClient& broker, const std::string& name) {
    auto link = broker.require_link("pb:pacticipant", "it cannot be asked about a pacticipant");
    if (!link) return link.error();
    return expand(std::move(*link), {{"pacticipant", name}});
}

}  // namespace

Result<HalDocument> list_pacticipants(BrokerClient& broker) {
    auto link = broker.require_link("pb:pacticipants", "pacticipants cannot be listed");
    if (!link) return link.error();
    auto list = broker.get(*link);
    if (!list) return list.error();
    const json::Value* all = find_at(list->body, {"_embedded", "pacticipants"});
    if (all == nullptr || !all->is_array()) return without(broker, *link, "list of pacticipants");
    return list;
}

Result<HalDocument> get_pacticipant(BrokerClient& broker, const std::string& name) {
    auto address = address_of(broker, name);
    if (!address) return address.error();
    auto found = broker.get(*address);
    if (!found && found.error().code == ErrorCode::not_found) {
        return Error{ErrorCode::not_found, broker.address(), "there is no pacticipant '" + name + "'",
                     broker.advice().pacticipant};
    }
    if (found && text_at(found->body, {"name"}).empty())
        return without(broker, *address, "name of a pacticipant");
    return found;
}

Result<ChangedPacticipant> create_or_update_pacticipant(BrokerClient& broker,
                                                        const PacticipantChange& change) {
    auto address = address_of(broker, change.name);
    if (!address) return address.error();
    auto present = broker.get(*address);
    if (present) {
        auto changed = broker.patch(*address, body_of(change));
        if (!changed) return changed.error();
        return ChangedPacticipant{false, std::move(*changed)};
    }
    if (present.error().code != ErrorCode::not_found) return present.error();
    auto link = broker.require_link("pb:pacticipants", "pacticipants cannot be created");
    if (!link) return link.error();
    auto created = broker.post(*link, body_of(change));
    if (!created) return created.error();
    return ChangedPacticipant{true, std::move(*created)};
}

}  // namespace tally::broker_api
