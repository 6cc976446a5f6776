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
    return {kind, existing, std::move(message), std::move(diff)};
}

std::string change_refused_message(const Contract& existing) {
    return "The contract of " + existing.consumer + " version " + existing.version + " for " +
           existing.provider +
           " was already published with different content. Publish the changed contract under a new version "
           "number, "
           "or stop random values from entering it.";
}

}  // namespace

Publication publish(storage::Transaction& transaction, const Settings& settings,
                    const pacticipants::Pacticipant& consumer, const versions::Version& version,
                    const pacticipants::Pacticipant& provider, const Incoming& incoming,
                    std::string_view now) {
    std::optional<Content> with_the_existing;
    const auto existing = find_contract(transaction, consumer.name, provider.name, version.number);
    Kind kind = Kind::published;
    if (existing) {
        const auto unchanged = [&]() -> Publication {
            touch_integration(transaction, consumer.id, provider.id, now);
            return {Kind::unchanged, *existing, {}, {}};
        };
        if (existing->sha == incoming.content.sha) return unchanged();
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
            if (with_the_existing->sha == existing->sha) return unchanged();
        }
    }
    save_publication(
        transaction,
        {consumer.id, provider.id, version.id, version.position, existing ? existing->revision + 1 : 1},
        with_the_existing ? *with_the_existing : incoming.content, now);
    return {kind, *find_contract(transaction, consumer.name, provider.name, version.number), {}, {}};
}

std::vector<std::string> look_alike_complaints(storage::Transaction& transaction, const Settings& settings,
                                               const std::vector<std::string>& names) {
    std::vector<std::string> complaints;
    if (!settings.check_for_look_alike_names) return complaints;
    for (const auto& name : names) {
        if (pacticipants::find_pacticipant(transaction, name)) continue;
        const auto similar = pacticipants::look_alikes(name, pacticipants::list_names(transaction));
        if (similar.empty()) continue;
        complaints.push_back("There is no pacticipant '" + name + "', but there is '" +
                             text::join(similar, "', '") +
                             "'. If you meant that one, correct the name. If '" + name +
                             "' is a different application, create it first: create-or-update-pacticipant "
                             "--name \"" +
                             name + "\"");
    }
    return complaints;
}

}  // namespace tally::contracts
