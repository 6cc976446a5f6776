#include "api/model_cleanup.h"

#include <algorithm>
#include <chrono>

#include "support/fake_clock.h"

namespace tally::testing_support {

namespace {

using Branch = Model::Branch;
using Delivery = Model::Delivery;
using Pacticipant = Model::Pacticipant;
using Publication = Model::Publication;
using Result = Model::Result;
using StoredContent = Model::StoredContent;
using Version = Model::Version;

constexpr Moment kDay = 24 * 60 * 60;

// The midnight before, so many days earlier.
Moment start_of_day(Moment now, int days_ago) {
    const auto beginning = FakeClock().now();
    const auto since_midnight = beginning - std::chrono::floor<std::chrono::days>(beginning);
    const auto missing = std::chrono::duration_cast<std::chrono::seconds>(since_midnight).count();
    return (now + missing) / kDay * kDay - missing - days_ago * kDay;
}

template <class List, class Condition>
auto count_if(const List& list, Condition condition) {
    return static_cast<std::int64_t>(std::count_if(list.begin(), list.end(), condition));
}

template <class List, class Condition>
bool is_any(const List& list, Condition condition) {
    return std::any_of(list.begin(), list.end(), condition);
}

// The rules about versions and branches.
class Keeping {
  public:
    Keeping(const Model& model, const CleanUp& plan) : model_(model), plan_(plan) {}

    bool is_kept(const Pacticipant& owner, const Version& version) const {
        return is_placed(owner, version, "", Placed::either) ||
               is_any(plan_.keep, [&](const auto& selector) { return times(owner, version, selector) > 0; });
    }

    // Once for each tag where the selector is about every tag; else at most once.
    std::int64_t times(const Pacticipant& owner, const Version& version, const KeepVersions& selector) const {
        if (!meets(owner, version, selector)) return 0;
        const bool is_newest_wanted = selector.latest && !selector.branch && !selector.main_branch;
        if (!selector.tag) return !is_newest_wanted || newest(owner, selector, "") == version.number ? 1 : 0;
        return count_if(owner.tags, [&](const Model::Tag& tag) {
            if (tag.version != version.number) return false;
            if (!selector.tag->empty() && tag.name != *selector.tag) return false;
            return !is_newest_wanted || newest(owner, selector, tag.name) == version.number;
        });
    }

    bool is_kept(const Pacticipant& owner, const Branch& branch) const {
        return branch.name == owner.main_branch || is_any(plan_.keep_branches, [&](const KeepBranches& selector) {
                   const auto& names = selector.names;
                   return std::find(names.begin(), names.end(), branch.name) != names.end() ||
                          (selector.max_age && branch.updated >= start_of_day(model_.now, *selector.max_age));
               });
    }

  private:
    using Placed = Model::Placed;

    bool is_placed(const Pacticipant& owner, const Version& version, const std::string& environment,
                   Placed how) const {
        return is_any(model_.environments, [&](const std::string& name) {
            return (environment.empty() || environment == name) &&
                   model_.in_environment(owner.name, name, how).count(version.number) != 0;
        });
    }

    // Of a branch "latest" means the head.
    bool is_on(const Pacticipant& owner, const Version& version, const std::string& branch,
               const KeepVersions& selector) const {
        return selector.latest ? model_.head(owner.name, branch) == version.number
                               : model_.is_on(owner.name, version.number, branch);
    }

    // Everything but the tag, and which is the newest.
    bool meets(const Pacticipant& owner, const Version& version, const KeepVersions& selector) const {
        if (!selector.pacticipant.empty() && selector.pacticipant != owner.name) return false;
        if (!selector.environment.empty() && !is_placed(owner, version, selector.environment, Placed::either)) {
            return false;
        }
        if (selector.deployed && !is_placed(owner, version, "", Placed::deployed)) return false;
        if (selector.released && !is_placed(owner, version, "", Placed::supported)) return false;
        if (selector.max_age && version.created < start_of_day(model_.now, *selector.max_age)) return false;
        if (selector.main_branch &&
            !(owner.main_branch && is_on(owner, version, *owner.main_branch, selector))) {
            return false;
        }
        return !selector.branch || is_any(owner.branches, [&](const Branch& branch) {
            return (selector.branch->empty() || branch.name == *selector.branch) &&
                   is_on(owner, version, branch.name, selector);
        });
    }

    // Of those that the selector is about, with the tag unless it is "".
    std::string newest(const Pacticipant& owner, const KeepVersions& selector, const std::string& tag) const {
        std::string newest;
        for (const auto& version : owner.versions) {
            if (!tag.empty() && !model_.has_tag(owner.name, version.number, tag)) continue;
            if (meets(owner, version, selector)) newest = version.number;
        }
        return newest;
    }

    const Model& model_;
    const CleanUp& plan_;
};

// What something newer has taken the place of, where it is older than a time.
class Overwritten {
  public:
    Overwritten(const Model& model, const CleanUp& plan)
        : model_(model), before_(model.now - plan.overwritten_max_age * kDay) {}

    bool operator()(const Delivery& one) const {
        const auto is_newer = [&](const Delivery& other) {
            return &other > &one && other.webhook == one.webhook && other.consumer == one.consumer &&
                   other.provider == one.provider && other.event == one.event;
        };
        return one.created < before_ && !one.next && is_any(model_.deliveries, is_newer);
    }

    bool operator()(const Publication& one) const {
        return one.overwritten && one.created < before_ &&
               !is_waited_for([&](const Delivery& delivery) { return delivery.publication == one.serial; });
    }

    // A success goes only for another that proves the same, whatever branch or tag asks.
    bool operator()(const Result& one) const {
        const auto is_newer = [&](const Result& other) {
            return other.number > one.number && other.consumer == one.consumer &&
                   other.provider == one.provider && other.content == one.content &&
                   other.provider_version == one.provider_version;
        };
        const auto proves_the_same = [&](const Result& other) {
            return is_newer(other) && other.success && other.wip == one.wip &&
                   !something_began(one.provider, one.created, other.created);
        };
        return one.created < before_ && is_any(model_.results, is_newer) &&
               (!one.success || is_any(model_.results, proves_the_same)) &&
               !is_waited_for([&](const Delivery& delivery) { return delivery.result == one.number; });
    }

    bool operator()(const StoredContent& stored) const {
        const auto is_of_it = [&](const auto& one) {
            return one.consumer == stored.consumer && one.provider == stored.provider &&
                   one.content == stored.content;
        };
        return !is_any(model_.publications, is_of_it) && !is_any(model_.results, is_of_it);
    }

  private:
    template <class IsAbout>
    bool is_waited_for(IsAbout is_about) const {
        return is_any(model_.deliveries, [&](const Delivery& one) { return one.next && is_about(one); });
    }

    // After the first moment, up to the second: a branch, or the use of a tag.
    bool something_began(const std::string& pacticipant, Moment first, Moment second) const {
        const auto* owner = model_.find_pacticipant(pacticipant);
        const auto is_between = [&](Moment moment) { return first < moment && moment <= second; };
        const auto is_first_use = [&](const Model::Tag& tag) {
            return !is_any(owner->tags, [&](const Model::Tag& other) {
                return other.name == tag.name && other.created < tag.created;
            });
        };
        return is_any(owner->branches, [&](const Branch& branch) { return is_between(branch.created); }) ||
               is_any(owner->tags,
                      [&](const Model::Tag& tag) { return is_between(tag.created) && is_first_use(tag); });
    }

    const Model& model_;
    const Moment before_;
};

// Deletes the first of a list, up to the limit; how many.
template <class List, class Condition>
std::int64_t remove_first(List& list, Condition condition, std::int64_t limit) {
    std::int64_t removed = 0;
    for (auto one = list.begin(); one != list.end() && removed < limit;) {
        if (condition(*one)) {
            one = list.erase(one);
            ++removed;
        } else {
            ++one;
        }
    }
    return removed;
}

// The oldest version, or branch, after the one with the serial, of any pacticipant.
template <class List>
std::optional<std::pair<std::string, std::string>> next(const Model& model, List Pacticipant::*list,
                                                        int& serial) {
    const Pacticipant* found = nullptr;
    const typename List::value_type* oldest = nullptr;
    for (const auto& [name, owner] : model.pacticipants) {
        for (const auto& one : owner.*list) {
            if (one.serial <= serial || (oldest != nullptr && one.serial > oldest->serial)) continue;
            found = &owner;
            oldest = &one;
        }
    }
    if (oldest == nullptr) return std::nullopt;
    serial = oldest->serial;
    if constexpr (std::is_same_v<typename List::value_type, Version>) {
        return std::pair(found->name, oldest->number);
    } else {
        return std::pair(found->name, oldest->name);
    }
}

Counts count(const Model& model) {
    Counts counts{.publications = static_cast<std::int64_t>(model.publications.size()),
                  .contents = static_cast<std::int64_t>(model.contents.size()),
                  .results = static_cast<std::int64_t>(model.results.size()),
                  .deliveries = static_cast<std::int64_t>(model.deliveries.size())};
    for (const auto& one : model.deliveries) counts.attempts += one.attempts;
    for (const auto& [name, owner] : model.pacticipants) {
        counts.versions += static_cast<std::int64_t>(owner.versions.size());
        counts.branches += static_cast<std::int64_t>(owner.branches.size());
    }
    return counts;
}

// Of any kind of which so many may go.
template <class List, class Condition>
std::int64_t count_up_to(std::int64_t limit, const List& list, Condition condition) {
    return std::min(limit, count_if(list, condition));
}

}  // namespace

std::string Counts::text() const {
    return std::to_string(versions) + " versions, " + std::to_string(publications) + " publications, " +
           std::to_string(contents) + " contents, " + std::to_string(results) + " results, " +
           std::to_string(deliveries) + " deliveries, " + std::to_string(attempts) + " attempts, " +
           std::to_string(branches) + " branches";
}

std::string CleanedUp::text() const {
    return "overwritten: " + overwritten.text() + "\ndeleted: " + deleted.text() + "\nkept: " + kept.text();
}

std::string Announced::text() const {
    std::string text = "versions " + std::to_string(versions) + " of " + std::to_string(versions_not_kept) +
                       ", kept by selector";
    for (const auto times : kept_by_selector) text += " " + std::to_string(times);
    return text + ", branches " + std::to_string(branches) + ", publications " +
           std::to_string(publications) + ", results " + std::to_string(results) + ", contents " +
           std::to_string(contents) + ", deliveries " + std::to_string(deliveries);
}

Announced announce(const Model& model, const CleanUp& plan) {
    const Keeping keeping(model, plan);
    const Overwritten is_overwritten(model, plan);
    Announced announced;
    announced.kept_by_selector.resize(plan.keep.size());
    for (const auto& [name, owner] : model.pacticipants) {
        for (const auto& version : owner.versions) {
            if (!keeping.is_kept(owner, version)) ++announced.versions_not_kept;
            for (std::size_t i = 0; i < plan.keep.size(); ++i) {
                announced.kept_by_selector[i] += keeping.times(owner, version, plan.keep[i]);
            }
        }
        if (plan.keep_branches.empty()) continue;
        announced.branches += count_if(
            owner.branches, [&owner = owner, &keeping](const auto& one) { return !keeping.is_kept(owner, one); });
    }
    announced.versions = std::min<std::int64_t>(announced.versions_not_kept, plan.limit);
    announced.branches = std::min<std::int64_t>(announced.branches, plan.limit);
    announced.publications = count_up_to(plan.limit, model.publications, is_overwritten);
    announced.results = count_up_to(plan.limit, model.results, is_overwritten);
    announced.contents = count_up_to(plan.limit, model.contents, is_overwritten);
    announced.deliveries = count_up_to(plan.limit, model.deliveries, is_overwritten);
    return announced;
}

CleanedUp clean_up(Model& model, const CleanUp& plan) {
    const Keeping keeping(model, plan);
    const Overwritten is_overwritten(model, plan);
    CleanedUp report;
    report.overwritten.deliveries = remove_first(model.deliveries, is_overwritten, plan.limit);
    report.overwritten.publications = remove_first(model.publications, is_overwritten, plan.limit);
    model.forget_deliveries();
    report.overwritten.results = remove_first(model.results, is_overwritten, plan.limit);
    model.forget_deliveries();
    report.overwritten.contents = remove_first(model.contents, is_overwritten, plan.limit);

    const auto before = count(model);
    int serial = 0;
    for (int left = plan.limit; left > 0;) {
        const auto found = next(model, &Pacticipant::versions, serial);
        if (!found) break;
        const auto& owner = *model.find_pacticipant(found->first);
        const auto& version =
            owner.versions[static_cast<std::size_t>(model.position(found->first, found->second))];
        if (keeping.is_kept(owner, version)) continue;
        model.remove_version(found->first, found->second);
        --left;
    }
    remove_first(model.contents, is_overwritten, before.contents);
    serial = 0;
    for (int left = plan.keep_branches.empty() ? 0 : plan.limit; left > 0;) {
        const auto found = next(model, &Pacticipant::branches, serial);
        if (!found) break;
        const auto& owner = *model.find_pacticipant(found->first);
        if (keeping.is_kept(owner, *model.find_branch(found->first, found->second))) continue;
        model.remove_branch(found->first, found->second);
        --left;
    }
    report.kept = count(model);
    report.deleted = {.versions = before.versions - report.kept.versions,
                      .publications = before.publications - report.kept.publications,
                      .contents = before.contents - report.kept.contents,
                      .results = before.results - report.kept.results,
                      .deliveries = before.deliveries - report.kept.deliveries,
                      .attempts = before.attempts - report.kept.attempts,
                      .branches = before.branches - report.kept.branches};
    return report;
}

}  // namespace tally::testing_support
