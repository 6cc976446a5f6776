#include "contracts/selection.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "contracts/contract_store.h"
#include "storage/in_list.h"
#include "verifications/pending_store.h"

namespace tally::contracts {

namespace {

using storage::Transaction;
using verifications::Counted;
using HeadBy = HeadFilter::By;

struct Found {
    Contract contract;
    Reason reason;
};
using AllFound = std::vector<Found>;

Reason reason(const Contract& contract, std::string brief, const std::string& phrase,
              SelectionMetadata::Entry entry) {
    entry.consumer_version_id = contract.version_id;
    return {std::move(brief), phrase + " (" + contract.version + ")", std::move(entry)};
}

Reason branch_reason(const Contract& contract, const std::string& branch) {
    return reason(contract, "latest from branch " + branch, "the latest version from branch '" + branch + "'",
                  {.branch = branch, .latest = true});
}

Reason main_branch_reason(const Contract& contract, const std::string& branch) {
    return reason(contract, "latest from main branch",
                  "the latest version from the main branch '" + branch + "'",
                  {.branch = branch, .latest = true});
}

Reason matching_branch_reason(const Contract& contract, const std::string& branch) {
    return reason(contract, "matching current branch",
                  "the latest version from the branch named like the provider's, '" + branch + "'",
                  {.branch = branch, .latest = true});
}

Reason tag_reason(const Contract& contract, const std::string& tag) {
    return reason(contract, "latest with tag " + tag, "the latest version tagged '" + tag + "'",
                  {.tag = tag, .latest = true});
}

Reason latest_reason(const Contract& contract) {
    return reason(contract, "latest", "the latest version", {.latest = true});
}

Reason deployed_reason(const Contract& contract, const std::string& environment) {
    return reason(contract, "deployed to " + environment,
                  "the version currently deployed to '" + environment + "'", {.environment = environment});
}

Reason released_reason(const Contract& contract, const std::string& environment) {
    return reason(contract, "released to " + environment,
                  "a version released to '" + environment + "' and still supported",
                  {.environment = environment});
}

// Whether a consumer has versions on its main branch, or versions with a tag named like it.
struct MainBranchUse {
    std::string name;
    bool as_branch = false;
    bool as_tag = false;
};

std::map<std::int64_t, MainBranchUse> uses_of_main_branch(Transaction& transaction,
                                                          const std::vector<Contract>& contracts) {
    std::map<std::int64_t, MainBranchUse> all;
    for (const auto& contract : contracts) all[contract.consumer_id];
    std::vector<std::int64_t> consumers;
    for (const auto& [id, use] : all) consumers.push_back(id);
    for (const auto& row : storage::query_in(
             transaction,
             "SELECT p.id, p.main_branch, "
             "(SELECT COUNT(*) FROM branches b JOIN branch_heads h ON h.branch_id = b.id "
             "WHERE b.pacticipant_id = p.id AND b.name = p.main_branch), "
             "(SELECT COUNT(*) FROM tag_heads t WHERE t.pacticipant_id = p.id AND t.name = p.main_branch) "
             "FROM pacticipants p WHERE p.main_branch IS NOT NULL AND p.id IN ",
             consumers)) {
        all[row.integer(0)] = {row.text(1), row.integer(2) > 0, row.integer(3) > 0};
    }
    return all;
}

// Answers selectors for one provider.
class Selecting {
  public:
    Selecting(Transaction& transaction, const std::string& provider, const VerificationQuestion& question)
        : transaction_(transaction), provider_(provider), question_(question) {}

    AllFound all() const {
        if (question_.selectors.empty()) return defaults();
        AllFound found;
        for (const auto& selector : question_.selectors) append(found, by(selector));
        return found;
    }

  private:
    static void append(AllFound& into, AllFound more) {
        std::move(more.begin(), more.end(), std::back_inserter(into));
    }

    template <class MakeReason>
    AllFound heads(HeadBy by, std::string_view name, const std::optional<std::string>& consumer,
                   MakeReason make_reason) const {
        HeadFilter filter{.provider = provider_, .by = by, .name = name};
        if (consumer) filter.consumer = *consumer;
        AllFound found;
        for (auto& head : list_head_contracts(transaction_, filter)) {
            auto why = make_reason(head.contract, head.name);
            found.push_back({std::move(head.contract), std::move(why)});
        }
        return found;
    }

    AllFound with_tag(const Selector& selector) const {
        const auto& tag = *selector.tag;
        if (selector.latest) {
            auto found = heads(HeadBy::tag, tag, selector.consumer, tag_reason);
            // All or nothing: as soon as one consumer has the tag, the fallback is for nobody.
            if (!found.empty() || !selector.fallback_tag) return found;
            return heads(HeadBy::tag, *selector.fallback_tag, selector.consumer,
                         [&tag](const Contract& contract, const std::string& fallback) {
                             auto why = tag_reason(contract, fallback);
                             why.phrase += ", since no pact is tagged '" + tag + "'";
                             return why;
                         });
        }
        AllFound found;
        for (auto& contract : list(selector, ContractFilter::By::tag, tag)) {
            auto why =
                reason(contract, "all with tag " + tag, "all versions tagged '" + tag + "'", {.tag = tag});
            found.push_back({std::move(contract), std::move(why)});
        }
        return found;
    }

    std::vector<Contract> list(const Selector& selector, ContractFilter::By by, std::string_view name,
                               bool newest = false) const {
        ContractFilter filter{.provider = provider_, .by = by, .name = name, .newest_per_pair = newest};
        if (selector.consumer) filter.consumer = *selector.consumer;
        return list_contracts(transaction_, filter);
    }

    AllFound by(const Selector& selector) const {
        if (selector.main_branch)
            return heads(HeadBy::main_branch, {}, selector.consumer, main_branch_reason);
        if (selector.matching_branch) {
            return heads(HeadBy::branch, question_.provider_branch.value_or(""), selector.consumer,
                         matching_branch_reason);
        }
        if (selector.any_branch) return heads(HeadBy::any_branch, {}, selector.consumer, branch_reason);
        if (selector.branch) return heads(HeadBy::branch, *selector.branch, selector.consumer, branch_reason);
        if (selector.tag) return with_tag(selector);
        if (selector.environment || selector.deployed || selector.released) return placed(selector);
        AllFound found;
        if (!selector.latest) return found;
        for (auto& contract : list(selector, ContractFilter::By::none, {}, true)) {
            auto why = latest_reason(contract);
            found.push_back({std::move(contract), std::move(why)});
        }
        return found;
    }

    // What is in environments now. An environment alone means deployed or released there.
    AllFound placed(const Selector& selector) const {
        PlacedFilter filter{.provider = provider_};
        if (selector.environment) filter.environment = *selector.environment;
        if (selector.consumer) filter.consumer = *selector.consumer;
        const bool any = !selector.deployed && !selector.released;
        AllFound found;
        for (auto& one : list_placed_contracts(transaction_, filter)) {
            if (one.deployed && (any || selector.deployed)) {
                found.push_back({one.contract, deployed_reason(one.contract, one.environment)});
            }
            if (one.supported && (any || selector.released)) {
                found.push_back({one.contract, released_reason(one.contract, one.environment)});
            }
        }
        return found;
    }

    // For each consumer: its main branch where it has versions there, else the tag named like it where
    // versions have it, else the latest; and what is in environments. A newest version without a contract for
    // this provider selects none: the consumer may have given it up.
    AllFound defaults() const {
        AllFound found = heads(HeadBy::main_branch, {}, std::nullopt, main_branch_reason);
        auto latest = list({}, ContractFilter::By::none, {}, true);
        const auto uses = uses_of_main_branch(transaction_, latest);
        for (auto& contract : latest) {
            const auto& use = uses.at(contract.consumer_id);
            if (use.as_branch) continue;
            if (use.as_tag) {
                append(found, heads(HeadBy::tag, use.name, contract.consumer, tag_reason));
                continue;
            }
            auto why = latest_reason(contract);
            found.push_back({std::move(contract), std::move(why)});
        }
        append(found, placed({}));
        return found;
    }

    Transaction& transaction_;
    const std::string& provider_;
    const VerificationQuestion& question_;
};

// One entry for each content of a consumer, shown with its newest version and every reason.
std::vector<SelectedContract> merged(AllFound found) {
    std::vector<SelectedContract> all;
    for (auto& one : found) {
        const auto same = std::find_if(all.begin(), all.end(), [&](const SelectedContract& selected) {
            return selected.contract.content_id == one.contract.content_id;
        });
        if (same == all.end()) {
            all.push_back({std::move(one.contract), {std::move(one.reason)}});
            continue;
        }
        if (one.contract.version_position > same->contract.version_position) {
            same->contract = std::move(one.contract);
        }
        const bool known = std::any_of(same->reasons.begin(), same->reasons.end(), [&](const Reason& reason) {
            return reason.phrase == one.reason.phrase;
        });
        if (!known) same->reasons.push_back(std::move(one.reason));
    }
    std::stable_sort(all.begin(), all.end(), [](const SelectedContract& a, const SelectedContract& b) {
        return std::pair(a.contract.consumer, a.contract.version_position) <
               std::pair(b.contract.consumer, b.contract.version_position);
    });
    return all;
}

void decide_pending(Transaction& transaction, const pacticipants::Pacticipant& provider,
                    const VerificationQuestion& question, std::vector<SelectedContract>& all) {
    std::vector<std::int64_t> contents;
    for (const auto& selected : all) contents.push_back(selected.contract.content_id);
    const auto decide = [&](const auto& proved) {
        for (auto& selected : all) selected.pending = proved.count(selected.contract.content_id) == 0;
    };
    if (question.provider_branch) {
        decide(verifications::proved_for_branch(transaction, contents, provider.id, *question.provider_branch,
                                                Counted::all));
    } else if (!question.provider_tags.empty()) {
        for (const auto& tag : question.provider_tags) {
            const auto proved =
                verifications::proved_for_tag(transaction, contents, provider.id, tag, Counted::all);
            for (auto& selected : all) {
                if (proved.count(selected.contract.content_id) == 0) selected.pending_tags.push_back(tag);
            }
        }
        for (auto& selected : all) selected.pending = !selected.pending_tags.empty();
    } else {
        decide(verifications::proved_at_all(transaction, contents));
    }
}

// Those of the contents that are not: proved for the branch, or for each of the tags.
std::set<std::int64_t> not_in_progress(Transaction& transaction, const pacticipants::Pacticipant& provider,
                                       const VerificationQuestion& question,
                                       std::vector<std::int64_t> contents) {
    if (question.provider_branch) {
        return verifications::proved_for_branch(transaction, contents, provider.id, *question.provider_branch,
                                                Counted::not_as_wip);
    }
    for (const auto& tag : question.provider_tags) {
        const auto proved =
            verifications::proved_for_tag(transaction, contents, provider.id, tag, Counted::not_as_wip);
        contents.assign(proved.begin(), proved.end());
    }
    return {contents.begin(), contents.end()};
}

AllFound work_in_progress(Transaction& transaction, const pacticipants::Pacticipant& provider,
                          const VerificationQuestion& question,
                          const std::vector<SelectedContract>& explicitly) {
    std::set<std::int64_t> left_out;
    for (const auto& selected : explicitly) left_out.insert(selected.contract.content_id);
    AllFound found;
    for (const auto by : {HeadBy::any_branch, HeadBy::any_tag}) {
        auto heads = list_head_contracts(
            transaction, {.provider = provider.name, .by = by, .published_after = *question.wip_since});
        std::set<std::int64_t> contents;
        for (const auto& head : heads) {
            if (left_out.count(head.contract.content_id) == 0) contents.insert(head.contract.content_id);
        }
        left_out.merge(not_in_progress(transaction, provider, question, {contents.begin(), contents.end()}));
        for (auto& head : heads) {
            if (left_out.count(head.contract.content_id) != 0) continue;
            auto why = by == HeadBy::any_branch ? branch_reason(head.contract, head.name)
                                                : tag_reason(head.contract, head.name);
            found.push_back({std::move(head.contract), std::move(why)});
        }
    }
    return found;
}

}  // namespace

std::vector<SelectedContract> select_for_verification(Transaction& transaction,
                                                      const pacticipants::Pacticipant& provider,
                                                      const VerificationQuestion& question) {
    auto all = merged(Selecting(transaction, provider.name, question).all());
    if (question.include_pending_status) decide_pending(transaction, provider, question, all);
    const bool knows_itself = question.provider_branch || !question.provider_tags.empty();
    if (!question.wip_since || !knows_itself) return all;
    for (auto& selected : merged(work_in_progress(transaction, provider, question, all))) {
        selected.wip = true;
        selected.pending = true;
        all.push_back(std::move(selected));
    }
    return all;
}

}  // namespace tally::contracts
