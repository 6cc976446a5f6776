#include "contracts/contract_events.h"

#include "base/text.h"
#include "contracts/contract_store.h"
#include "verifications/verification_store.h"
#include "versions/tag_store.h"
#include "versions/version_store.h"

namespace tally::contracts {

namespace {

using storage::Transaction;
using Kind = Publication::Kind;

// Why the content counts as changed for one tag (or for versions without tags); "" when it does not.
std::string change(Transaction& transaction, const Contract& contract, ContractFilter::By by,
                   const std::string& tag) {
    const auto previous = find_previous(transaction, contract, by, tag);
    const std::string which = by == ContractFilter::By::tag ? "a consumer version tagged " + tag
                                                            : std::string("an untagged consumer version");
    if (!previous) return "first contract published for this provider by " + which;
    if (previous->sha == contract.sha) return {};
    return "content differs from the previous contract of " + which;
}

std::vector<std::string> changes(Transaction& transaction, const Publication& publication) {
    const auto& contract = publication.contract;
    if (publication.kind == Kind::unchanged) return {};
    if (publication.kind != Kind::published) {
        return {"content modified since the previous publication of " + contract.consumer + " version " +
                contract.version};
    }
    std::vector<std::string> comments;
    const auto add = [&](std::string comment) {
        if (!comment.empty()) comments.push_back(std::move(comment));
    };
    const auto tags = versions::list_tags(transaction, contract.version_id);
    for (const auto& tag : tags) add(change(transaction, contract, ContractFilter::By::tag, tag.name));
    if (tags.empty()) add(change(transaction, contract, ContractFilter::By::untagged, {}));
    return comments;
}

// The provider versions in use that have no result for the content yet.
ContractEvent missing_results(Transaction& transaction, const Publication& publication) {
    const auto& contract = publication.contract;
    ContractEvent event{"contract_requiring_verification_published", {}};
    auto in_use = versions::list_versions_in_use(transaction, contract.provider_id);
    std::vector<storage::IdPair> pairs;
    if (!publication.saved.content_is_new) {
        for (const auto& used : in_use) pairs.emplace_back(contract.content_id, used.version.id);
    }
    const auto verified = verifications::with_results(transaction, pairs);
    for (auto& used : in_use) {
        if (verified.count({contract.content_id, used.version.id}) != 0) continue;
        event.comments.push_back(contract.provider + " version " + used.version.number + ", " +
                                 text::join(used.uses, ", "));
        event.wanted.push_back(std::move(used));
    }
    return event;
}

}  // namespace

std::string ContractEvent::text() const {
    return comments.empty() ? name : name + " (" + text::join(comments, ", ") + ")";
}

std::vector<ContractEvent> detect_events(Transaction& transaction, const Publication& publication) {
    std::vector<ContractEvent> events{{"contract_published", {}}};
    if (auto missing = missing_results(transaction, publication); !missing.wanted.empty()) {
        events.push_back(std::move(missing));
    }
    if (auto comments = changes(transaction, publication); !comments.empty()) {
        events.push_back({"contract_content_changed", std::move(comments)});
    }
    return events;
}

}  // namespace tally::contracts
