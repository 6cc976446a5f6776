#include "broker_api/versions.h"

#include "broker_api/document_parts.h"

namespace tally::broker_api {

namespace {

Result<std::string> expanded(BrokerClient& broker, std::string_view rel, const std::string& consequence,
                             const Variables& variables) {
    auto link = broker.require_link(rel, consequence);
    if (!link) return link.error();
    return expand(std::move(*link), variables);
}

Result<HalDocument> checked(const BrokerClient& broker, const std::string& address,
                            Result<HalDocument> version) {
    if (version && text_at(version->body, {"number"}).empty())
        return without(broker, address, "number of a version");
    return version;
}

Result<bool> deleted(Result<HalDocument> answer) {
    if (answer) return true;
    if (answer.error().code == ErrorCode::not_found) return false;
    return answer.error();
}

}  // namespace

Result<HalDocument> get_version(BrokerClient& broker, const std::string& pacticipant,
                                const std::string& number) {
    auto address = expanded(broker, "pb:pacticipant-version", "it cannot be asked about a version",
                            {{"pacticipant", pacticipant}, {"version", number}});
    if (!address) return address.error();
    auto version = broker.get(*address);
    if (!version && version.error().code == ErrorCode::not_found) {
        return Error{ErrorCode::not_found, broker.address(),
                     "there is no version '" + number + "' of '" + pacticipant + "'",
                     filled_in(broker.advice().version, {{"pacticipant", pacticipant}, {"version", number}})};
    }
    return checked(broker, *address, std::move(version));
}

Result<HalDocument> get_latest_version(BrokerClient& broker, const std::string& pacticipant,
                                       const std::string& tag) {
    auto address = tag.empty() ? expanded(broker, "pb:latest-version", "the latest version is not known",
                                          {{"pacticipant", pacticipant}})
                               : expanded(broker, "pb:latest-tagged-version",
                                          "the latest version with a tag is not known",
                                          {{"pacticipant", pacticipant}, {"tag", tag}});
    if (!address) return address.error();
    auto version = broker.get(*address);
    if (!version && version.error().code == ErrorCode::not_found) {
        return Error{ErrorCode::not_found, broker.address(),
                     "there is no version of '" + pacticipant + "'" +
                         (tag.empty() ? "" : " with the tag '" + tag + "'"),
                     broker.advice().pacticipant};
    }
    return checked(broker, *address, std::move(version));
}

Result<std::vector<HalDocument>> create_or_update_version(BrokerClient& broker,
                                                          const std::string& pacticipant,
                                                          const std::string& number,
                                                          const std::string& branch,
                                                          const std::vector<std::string>& tags) {
    std::vector<HalDocument> documents;
    const json::Value nothing = json::Object{};
    if (!branch.empty()) {
        auto address = expanded(broker, "pb:pacticipant-branch-version", "it has no branches",
                                {{"pacticipant", pacticipant}, {"branch", branch}, {"version", number}});
        if (!address) return address.error();
        auto answer = broker.put(*address, nothing);
        if (!answer) return answer.error();
        documents.push_back(std::move(*answer));
    }
    for (const auto& tag : tags) {
        auto answer = create_version_tag(broker, pacticipant, number, tag);
        if (!answer) return answer.error();
        documents.push_back(std::move(*answer));
    }
    if (documents.empty()) {
        auto address = expanded(broker, "pb:pacticipant-version", "versions cannot be created",
                                {{"pacticipant", pacticipant}, {"version", number}});
        if (!address) return address.error();
        auto answer = broker.put(*address, nothing);
        if (!answer) return answer.error();
        documents.push_back(std::move(*answer));
    }
    return documents;
}

Result<HalDocument> create_version_tag(BrokerClient& broker, const std::string& pacticipant,
                                       const std::string& number, const std::string& tag) {
    auto address = expanded(broker, "pb:pacticipant-version-tag", "it has no tags",
                            {{"pacticipant", pacticipant}, {"version", number}, {"tag", tag}});
    if (!address) return address.error();
    return broker.put(*address, json::Object{});
}

Result<bool> delete_version_tag(BrokerClient& broker, const std::string& pacticipant,
                                const std::string& number, const std::string& tag) {
    auto address = expanded(broker, "pb:pacticipant-version-tag", "it has no tags",
                            {{"pacticipant", pacticipant}, {"version", number}, {"tag", tag}});
    if (!address) return address.error();
    return deleted(broker.remove(*address));
}

Result<bool> delete_branch(BrokerClient& broker, const std::string& pacticipant, const std::string& branch) {
    auto address = expanded(broker, "pb:pacticipant-branch", "it has no branches",
                            {{"pacticipant", pacticipant}, {"branch", branch}});
    if (!address) return address.error();
    return deleted(broker.remove(*address));
}

}  // namespace tally::broker_api
