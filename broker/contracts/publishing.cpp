#include "contracts/publishing.h"

#include "base/text.h"
#include "contracts/content.h"
#include "contracts/content_diff.h"
#include "contracts/contract_store.h"
#include "contracts/merge.h"
#include "pacticipants/look_alike.h"
#include "pacticipants/pacticipant_store.h"

namespace tally::contracts {

namespace {

using Kind = Publication::Kind;

Publication refused(Kind kind, const Contract& existing, std::string message, std::string diff = {}) {
    return {kind, existing, {}, std::move(message), std::move(diff)};
}

std::string change_refused_message(const Contract& existing) {
    return "The contract of " + existing.consumer + " version " + existing.version + " for " +
           existing.provider +
           " was already published with different content. Publish the changed contract under a new version "
           "number, "
           "or stop random values from entering it.";
}

void add_complaint(storage::Transaction& transaction, const std::string& name,
                   std::vector<std::string>& complaints) {
    const auto similar = pacticipants::look_alikes(name, pacticipants::list_names(transaction));
    if (similar.empty()) return;
    complaints.push_back("There is no pacticipant '" + name + "', but there is '" +
                         text::join(similar, "', '") +
                         "'. If you meant that one, correct the name. If '" + name +
                         "' is a different application, create it first: create-or-update-pacticipant "
                         "--name \"" +
                         name + "\"");
}

}  // namespace

Publication publish(storage::Transaction& transaction, const Settings& settings,
                    const pacticipants::Pacticipant& consumer, const versions::Version& version,
                    const pacticipants::Pacticipant& provider, const Incoming& incoming,
                    std::string_view now) {
    const auto unchanged = [&](const Contract& contract) -> Publication {
        touch_integration(transaction, consumer.id, provider.id, Touch::published, now);
        return {Kind::unchanged, contract, {false, was_verified(transaction, consumer.id, provider.id)}, {}, {}};
    };
    std::optional<Content> with_the_existing;
    const auto existing = incoming.is_first
                              ? std::nullopt
                              : find_contract(transaction, consumer.name, provider.name, version.number);
    Kind kind = Kind::published;
    if (existing) {
        if (existing->sha == incoming.content.sha) return unchanged(*existing);
        const bool is_patch = incoming.on_conflict == OnConflict::merge_unless_changed;
        // The unmerged content decides whether this is a forbidden modification. A PATCH never is one.
        if (!settings.allow_contract_modification && !is_patch) {
            return refused(
                Kind::change_refused, *existing, change_refused_message(*existing),
                content_diff(stored_text(transaction, existing->content_id), incoming.content.stored));
        }
        kind = Kind::changed;
        if (incoming.on_conflict != OnConflict::overwrite) {
            const auto before = json::parse(stored_text(transaction, existing->content_id));
            if (!before) throw storage::StorageError("a stored contract is not JSON");
            auto merged = is_patch ? merge_documents(*before, incoming.document)
                                   : Result<json::Value>(merge_overwriting(*before, incoming.document));
            if (!merged) return refused(Kind::merge_refused, *existing, merged.error().text());
            // The broker's ids are not content: else it would matter in which order the parts came.
            remove_ids(*merged);
            with_the_existing = prepare_content(json::to_text(*merged), *merged);
            kind = Kind::merged;
            if (with_the_existing->sha == existing->sha) return unchanged(*existing);
        }
    }
    Contract contract;
    contract.revision = existing ? existing->revision + 1 : 1;
    contract.consumer_id = consumer.id;
    contract.consumer = consumer.name;
    contract.provider_id = provider.id;
    contract.provider = provider.name;
    contract.version_id = version.id;
    contract.version = version.number;
    contract.version_position = version.position;
    const auto saved = save_publication(transaction, contract,
                                        with_the_existing ? *with_the_existing : incoming.content, now);
    return {kind, std::move(contract), saved, {}, {}};
}

Named find_or_create_all(storage::Transaction& transaction, const Settings& settings,
                         const std::vector<std::string>& names, std::string_view now) {
    Named all;
    for (auto& known : pacticipants::find_pacticipants(transaction, names)) {
        all.by_name.emplace(known.name, known);
    }
    const auto is_new = [&](const std::string& name) { return all.by_name.count(name) == 0; };
    if (settings.check_for_look_alike_names) {
        for (const auto& name : names) {
            if (is_new(name)) add_complaint(transaction, name, all.complaints);
        }
        if (!all.complaints.empty()) return all;
    }
    for (const auto& name : names) {
        if (is_new(name)) {
            all.by_name.emplace(name, pacticipants::find_or_create_pacticipant(transaction, name, now));
        }
    }
    return all;
}

}  // namespace tally::contracts
