#include "api/model_selection.h"

#include <algorithm>

namespace tally::testing_support {

namespace {

// Consumer and version; the contract is that of the version for the provider, if it has one.
using Found = std::vector<std::pair<std::string, std::string>>;

class Selecting {
  public:
    Selecting(const Model& model, const SelectionQuestion& question) : model_(model), question_(question) {}

    Found all() const {
        if (question_.selectors.empty()) return defaults();
        Found found;
        for (const auto& selector : question_.selectors) append(found, by(selector));
        return found;
    }

    // The heads of all branches and of all tags.
    Found heads() const {
        Found found;
        for (const auto& [name, consumer] : model_.pacticipants) {
            for (const auto& branch : consumer.branches) add(found, name, model_.head(name, branch.name));
            for (const auto& tag : consumer.tags) add(found, name, model_.newest_with_tag(name, tag.name));
        }
        return found;
    }

  private:
    using Kind = Selector::Kind;
    using Placed = Model::Placed;

    static void append(Found& into, const Found& more) { into.insert(into.end(), more.begin(), more.end()); }

    void add(Found& found, const std::string& consumer, const std::string& version) const {
        if (model_.find(consumer, version, question_.provider) != nullptr)
            found.emplace_back(consumer, version);
    }

    Found by(const Selector& selector) const {
        Found found;
        for (const auto& [name, consumer] : model_.pacticipants) {
            if (selector.consumer.empty() || selector.consumer == name) append(found, of(name, selector));
        }
        // All or nothing: as soon as one consumer has the tag, the fallback is for nobody.
        if (!found.empty() || selector.fallback.empty()) return found;
        auto fallback = selector;
        fallback.name = std::exchange(fallback.fallback, "");
        return by(fallback);
    }

    Found of(const std::string& consumer, const Selector& selector) const {
        Found found;
        switch (selector.kind) {
            case Kind::main_branch:
                add(found, consumer, model_.main_head(consumer));
                break;
            case Kind::branch:
                add(found, consumer, model_.head(consumer, selector.name));
                break;
            case Kind::any_branch:
                for (const auto& branch : model_.find_pacticipant(consumer)->branches) {
                    add(found, consumer, model_.head(consumer, branch.name));
                }
                break;
            case Kind::matching_branch:
                add(found, consumer, model_.head(consumer, question_.provider_branch.value_or("")));
                break;
            case Kind::latest_with_tag:
                add(found, consumer, model_.newest_with_tag(consumer, selector.name));
                break;
            case Kind::all_with_tag:
                for (const auto& tag : model_.find_pacticipant(consumer)->tags) {
                    if (tag.name == selector.name) add(found, consumer, tag.version);
                }
                break;
            case Kind::latest:
                add(found, consumer, newest(consumer));
                break;
            case Kind::deployed:
                append(found, placed(consumer, selector.environment, Placed::deployed));
                break;
            case Kind::released:
                append(found, placed(consumer, selector.environment, Placed::supported));
                break;
            case Kind::deployed_or_released:
            case Kind::environment:
                append(found, placed(consumer, selector.environment, Placed::either));
                break;
        }
        return found;
    }

    // The newest version that has a contract with the provider.
    std::string newest(const std::string& consumer) const {
        std::string newest;
        for (const auto& version : model_.find_pacticipant(consumer)->versions) {
            if (model_.find(consumer, version.number, question_.provider) != nullptr) newest = version.number;
        }
        return newest;
    }

    Found placed(const std::string& consumer, const std::string& environment, Placed how) const {
        Found found;
        for (const auto& name : model_.environments) {
            if (!environment.empty() && environment != name) continue;
            for (const auto& version : model_.in_environment(consumer, name, how))
                add(found, consumer, version);
        }
        return found;
    }

    Found defaults() const {
        Found found;
        for (const auto& [name, consumer] : model_.pacticipants) {
            const auto main = consumer.main_branch.value_or("");
            const auto head = model_.head(name, main);
            const auto tagged = model_.newest_with_tag(name, main);
            add(found, name, !head.empty() ? head : !tagged.empty() ? tagged : newest(name));
            append(found, placed(name, "", Placed::either));
        }
        return found;
    }

    const Model& model_;
    const SelectionQuestion& question_;
};

// One entry for each content of a consumer; by consumer and newest version.
std::vector<SelectedContract> merged(const Model& model, const std::string& provider, const Found& found) {
    std::vector<SelectedContract> all;
    for (const auto& [consumer, version] : found) {
        const auto& content = model.find(consumer, version, provider)->content;
        auto same = std::find_if(all.begin(), all.end(), [&, &name = consumer](const SelectedContract& one) {
            return one.consumer == name && one.content == content;
        });
        if (same == all.end()) same = all.insert(all.end(), {consumer, content, {}, false, false});
        same->versions.insert(version);
    }
    const auto key = [&](const SelectedContract& one) {
        return std::pair(one.consumer,
                         model.position(one.consumer, newest_of(model, one.consumer, one.versions)));
    };
    std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    return all;
}

enum class Counted { all, not_as_wip };

// Whether a provider version on the branch has verified the content with success, or one on another branch
// before this one began.
bool is_proved_for_branch(const Model& model, const std::string& provider, const SelectedContract& contract,
                          const std::string& branch, Counted counted) {
    const auto* own = model.find_branch(provider, branch);
    return std::any_of(model.results.begin(), model.results.end(), [&](const Model::Result& result) {
        if (result.consumer != contract.consumer || result.provider != provider) return false;
        if (result.content != contract.content || !result.success) return false;
        if (result.wip && counted == Counted::not_as_wip) return false;
        if (model.is_on(provider, result.provider_version, branch)) return true;
        return !model.branches_of(provider, result.provider_version).empty() &&
               (own == nullptr || result.created < own->created);
    });
}

// The same with a tag, which began when it was first used.
bool is_proved_for_tag(const Model& model, const std::string& provider, const SelectedContract& contract,
                       const std::string& tag, Counted counted) {
    std::optional<Moment> began;
    for (const auto& one : model.find_pacticipant(provider)->tags) {
        if (one.name == tag) began = std::min(began.value_or(one.created), one.created);
    }
    return std::any_of(model.results.begin(), model.results.end(), [&](const Model::Result& result) {
        if (result.consumer != contract.consumer || result.provider != provider) return false;
        if (result.content != contract.content || !result.success) return false;
        if (result.wip && counted == Counted::not_as_wip) return false;
        if (model.has_tag(provider, result.provider_version, tag)) return true;
        return !model.tags_of(provider, result.provider_version).empty() &&
               (!began || result.created < *began);
    });
}

bool is_proved(const Model& model, const SelectionQuestion& question, const SelectedContract& contract,
               Counted counted) {
    const auto& provider = question.provider;
    if (question.provider_branch) {
        return is_proved_for_branch(model, provider, contract, *question.provider_branch, counted);
    }
    if (!question.provider_tags.empty()) {
        return std::all_of(
            question.provider_tags.begin(), question.provider_tags.end(),
            [&](const auto& tag) { return is_proved_for_tag(model, provider, contract, tag, counted); });
    }
    return std::any_of(model.results.begin(), model.results.end(), [&](const Model::Result& result) {
        return result.consumer == contract.consumer && result.provider == provider &&
               result.content == contract.content && result.success;
    });
}

std::vector<SelectedContract> work_in_progress(const Model& model, const SelectionQuestion& question,
                                               const std::vector<SelectedContract>& explicitly) {
    auto candidates = Selecting(model, question).heads();
    std::erase_if(candidates, [&](const auto& one) {
        return model.find(one.first, one.second, question.provider)->created <= *question.wip_since;
    });
    auto all = merged(model, question.provider, candidates);
    std::erase_if(all, [&](const SelectedContract& one) {
        return is_proved(model, question, one, Counted::not_as_wip) ||
               std::any_of(explicitly.begin(), explicitly.end(), [&](const SelectedContract& other) {
                   return other.consumer == one.consumer && other.content == one.content;
               });
    });
    for (auto& one : all) one.wip = one.pending = true;
    return all;
}

}  // namespace

std::string newest_of(const Model& model, const std::string& pacticipant,
                      const std::set<std::string>& versions) {
    return *std::max_element(versions.begin(), versions.end(), [&](const auto& a, const auto& b) {
        return model.position(pacticipant, a) < model.position(pacticipant, b);
    });
}

std::optional<std::vector<SelectedContract>> select(const Model& model, const SelectionQuestion& question) {
    if (model.find_pacticipant(question.provider) == nullptr) return std::nullopt;
    for (const auto& selector : question.selectors) {
        if (!selector.environment.empty() && model.environments.count(selector.environment) == 0) {
            return std::nullopt;
        }
        if (selector.kind == Selector::Kind::matching_branch && !question.provider_branch)
            return std::nullopt;
    }
    auto all = merged(model, question.provider, Selecting(model, question).all());
    if (question.with_pending) {
        for (auto& one : all) one.pending = !is_proved(model, question, one, Counted::all);
    }
    const bool knows_itself = question.provider_branch || !question.provider_tags.empty();
    if (!question.wip_since || !knows_itself) return all;
    for (auto& one : work_in_progress(model, question, all)) all.push_back(std::move(one));
    return all;
}

std::vector<std::string> versions_in_use(const Model& model, const std::string& pacticipant) {
    std::set<std::string> used;
    if (const auto head = model.main_head(pacticipant); !head.empty()) used.insert(head);
    for (const auto& environment : model.environments)
        used.merge(model.in_environment(pacticipant, environment));
    std::vector<std::string> all(used.begin(), used.end());
    std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
        return model.position(pacticipant, a) < model.position(pacticipant, b);
    });
    return all;
}

std::optional<std::string> owed(const Model& model, const std::string& provider,
                                const std::optional<std::string>& branch) {
    using Kind = Selector::Kind;
    if (model.find_pacticipant(provider) == nullptr) return std::nullopt;
    if (branch && model.head(provider, *branch).empty()) return std::nullopt;
    SelectionQuestion in_use{provider, {{Kind::main_branch}, {Kind::deployed_or_released}}, {}, {}, false,
                             {}};
    std::set<std::string> have_any;
    const auto placed = select(model, in_use).value();
    for (const auto& one : placed) have_any.insert(one.consumer);
    for (const auto& [name, consumer] : model.pacticipants) {
        if (have_any.count(name) == 0) in_use.selectors.push_back({Kind::latest, "", "", "", name});
    }
    const auto contracts = select(model, in_use).value();
    const auto versions =
        branch ? std::vector<std::string>{model.head(provider, *branch)} : versions_in_use(model, provider);

    std::string text;
    for (const auto& version : versions) {
        std::string missing;
        for (const auto& one : contracts) {
            const auto newest = newest_of(model, one.consumer, one.versions);
            const auto results = model.results_for(*model.find(one.consumer, newest, provider));
            const bool has_result = std::any_of(results.begin(), results.end(), [&](const auto* result) {
                return result->provider_version == version;
            });
            if (!has_result) missing += one.consumer + "(" + newest + ") ";
        }
        if (!missing.empty()) text += version + ": " + missing + ", ";
    }
    return text;
}

}  // namespace tally::testing_support
