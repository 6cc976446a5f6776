#include "broker_api/environments.h"

#include "base/text.h"
#include "broker_api/document_parts.h"

namespace tally::broker_api {

namespace {

constexpr const char* kEnvironments = "pb:environments";

Result<std::string> address_of(BrokerClient& broker, const std::string& uuid) {
    auto link = broker.require_link("pb:environment", "it cannot be asked about environments");
    if (!link) return link.error();
    return expand(*link, {{"uuid", uuid}});
}

Error unknown_uuid(const BrokerClient& broker, Error error, const std::string& uuid) {
    if (error.code != ErrorCode::not_found) return error;
    error.what = "there is no environment with the UUID '" + uuid + "'";
    error.remedy = broker.advice().environment_uuid;
    return error;
}

json::Object body_of(json::Object body, const EnvironmentChange& change) {
    if (change.name) body.set("name", *change.name);
    if (change.display_name) body.set("displayName", *change.display_name);
    if (change.production) body.set("production", *change.production);
    if (change.contact_name || change.contact_email) {
        // The first one is meant; what is not named of it stays, and so do the others
        json::Array contacts = items_at(body, {"contacts"});
        json::Object contact;
        if (!contacts.empty() && contacts.front().is_object()) contact = *contacts.front().object();
        if (change.contact_name) contact.set("name", *change.contact_name);
        if (change.contact_email)
            contact.set("details", json::Object{{"emailAddress", *change.contact_email}});
        if (contacts.empty()) contacts.emplace_back();
        contacts.front() = std::move(contact);
        body.set("contacts", std::move(contacts));
    }
    return body;
}

}  // namespace

Result<HalDocument> list_environments(BrokerClient& broker) {
    auto link = broker.require_link(kEnvironments, "it has no environments");
    if (!link) return link.error();
    auto list = broker.get(*link);
    if (!list) return list.error();
    const json::Value* all = find_at(list->body, {"_embedded", "environments"});
    if (list->links(kEnvironments).empty() && (all == nullptr || !all->is_array()))
        return without(broker, *link, "list of environments");
    return list;
}

Result<HalDocument> create_environment(BrokerClient& broker, const EnvironmentChange& change) {
    auto link = broker.require_link(kEnvironments, "it has no environments");
    if (!link) return link.error();
    return broker.post(*link, body_of({{"production", false}}, change));
}

Result<HalDocument> get_environment(BrokerClient& broker, const std::string& uuid) {
    auto address = address_of(broker, uuid);
    if (!address) return address.error();
    auto found = broker.get(*address);
    if (!found) return unknown_uuid(broker, found.error(), uuid);
    if (text_at(found->body, {"name"}).empty()) return without(broker, *address, "name of an environment");
    return found;
}

Result<HalDocument> update_environment(BrokerClient& broker, const std::string& uuid,
                                       const EnvironmentChange& change) {
    auto present = get_environment(broker, uuid);
    if (!present) return present.error();
    json::Object body;
    if (const json::Object* members = present->body.object()) {
        for (const auto& member : *members) {
            const bool own = member.name != "uuid" && member.name != "createdAt" &&
                             member.name != "updatedAt" && member.name.front() != '_';
            if (own) body.set(member.name, member.value);
        }
    }
    auto address = address_of(broker, uuid);
    if (!address) return address.error();
    return broker.put(*address, body_of(std::move(body), change));
}

Result<void> delete_environment(BrokerClient& broker, const std::string& uuid) {
    auto address = address_of(broker, uuid);
    if (!address) return address.error();
    auto answer = broker.remove(*address);
    if (!answer) return unknown_uuid(broker, answer.error(), uuid);
    return {};
}

Result<HalDocument> find_environment(BrokerClient& broker, const std::string& name) {
    auto list = list_environments(broker);
    if (!list) return list.error();
    std::vector<std::string> names;
    for (const auto& link : list->links(kEnvironments)) {
        if (link.name == name) return broker.get(link.href);
        names.push_back(link.name);
    }
    const std::string nearest = text::nearest(name, names);
    return Error{ErrorCode::not_found, broker.address(), "there is no environment '" + name + "'",
                 nearest.empty() ? broker.advice().environment : nearest};
}

}  // namespace tally::broker_api
