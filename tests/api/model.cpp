#include "api/model.h"

#include <algorithm>

namespace tally::testing_support {

std::string Model::Verdict::text() const {
    return std::string(!deployable   ? "null"
                       : *deployable ? "true"
                                     : "false") +
           " " + std::to_string(success) + " " + std::to_string(failed) + " " + std::to_string(unknown);
}

std::string Model::text(const Selected& selected) {
    std::vector<std::string> all;
    for (const auto& [key, version] : selected) all.push_back(key.first + "(" + version + ")");
    std::sort(all.begin(), all.end());
    std::string text;
    for (const auto& one : all) text += one + " ";
    return text;
}

void Model::create_version(const std::string& pacticipant, const std::string& number) {
    ++tick_;
    auto& all = versions_[pacticipant];
    if (std::find(all.begin(), all.end(), number) == all.end()) all.push_back(number);
}

void Model::use_as_main(const std::string& pacticipant, const std::string& name) {
    if (name == "main") main_branches_[pacticipant] = name;
}

void Model::put_on_branch(const std::string& pacticipant, const std::string& number,
                          const std::string& branch) {
    create_version(pacticipant, number);
    auto& known = branches_.emplace(Named(pacticipant, branch), Branch{tick_, {}}).first->second;
    if (std::find(known.versions.begin(), known.versions.end(), number) == known.versions.end()) {
        known.versions.push_back(number);
    }
    use_as_main(pacticipant, branch);
}

void Model::take_from_branch(const std::string& pacticipant, const std::string& number,
                             const std::string& branch) {
    ++tick_;
    const auto known = branches_.find({pacticipant, branch});
    if (known == branches_.end()) return;
    auto& all = known->second.versions;
    all.erase(std::remove(all.begin(), all.end(), number), all.end());
}

void Model::tag(const std::string& pacticipant, const std::string& number, const std::string& name) {
    create_version(pacticipant, number);
    tags_[{pacticipant, name}].emplace(number, tick_);
    use_as_main(pacticipant, name);
}

void Model::untag(const std::string& pacticipant, const std::string& number, const std::string& name) {
    ++tick_;
    tags_[{pacticipant, name}].erase(number);
}

bool Model::publish(const std::string& consumer, const std::string& number, const std::string& provider,
                    int content) {
    create_version(consumer, number);
    versions_[provider];
    if (const auto* known = find(consumer, number, provider)) return known->content == content;
    publications_.push_back({consumer, number, provider, content});
    integrations_.insert({consumer, provider});
    return true;
}

void Model::verify(const Publication& publication, const std::string& provider_version, bool success,
                   bool wip) {
    create_version(publication.provider, provider_version);
    results_.push_back({publication.consumer, publication.provider, publication.content, provider_version,
                        success, wip, tick_});
}

void Model::deploy(const std::string& pacticipant, const std::string& number, const std::string& environment,
                   const std::string& instance) {
    ++tick_;
    deployed_[environment][{pacticipant, instance}] = number;
}

void Model::release(const std::string& pacticipant, const std::string& number,
                    const std::string& environment) {
    ++tick_;
    released_[environment].insert({pacticipant, number});
}

void Model::delete_version(const std::string& pacticipant, const std::string& number) {
    ++tick_;
    if (!has_version(pacticipant, number)) return;
    auto& all = versions_[pacticipant];
    all.erase(std::remove(all.begin(), all.end(), number), all.end());
    for (auto& [name, branch] : branches_) {
        if (name.first != pacticipant) continue;
        auto& on = branch.versions;
        on.erase(std::remove(on.begin(), on.end(), number), on.end());
    }
    for (auto& [name, tagged] : tags_) {
        if (name.first == pacticipant) tagged.erase(number);
    }
    publications_.erase(std::remove_if(publications_.begin(), publications_.end(),
                                       [&](const Publication& publication) {
                                           return publication.consumer == pacticipant &&
                                                  publication.version == number;
                                       }),
                        publications_.end());
    results_.erase(std::remove_if(results_.begin(), results_.end(),
                                  [&](const Result& result) {
                                      return result.provider == pacticipant &&
                                             result.provider_version == number;
                                  }),
                   results_.end());
    for (auto& [environment, instances] : deployed_) {
        for (auto one = instances.begin(); one != instances.end();) {
            one = one->first.first == pacticipant && one->second == number ? instances.erase(one)
                                                                           : std::next(one);
        }
    }
    for (auto& [environment, released] : released_) released.erase({pacticipant, number});
}

const Model::Publication* Model::find(const std::string& consumer, const std::string& number,
                                      const std::string& provider) const {
    for (const auto& publication : publications_) {
        if (publication.consumer == consumer && publication.version == number &&
            publication.provider == provider) {
            return &publication;
        }
    }
    return nullptr;
}

bool Model::has_version(const std::string& pacticipant, const std::string& number) const {
    return position(pacticipant, number) >= 0;
}

int Model::position(const std::string& pacticipant, const std::string& number) const {
    const auto known = versions_.find(pacticipant);
    if (known == versions_.end()) return -1;
    const auto found = std::find(known->second.begin(), known->second.end(), number);
    return found == known->second.end() ? -1 : static_cast<int>(found - known->second.begin());
}

void Model::select(Selected& into, const Publication& publication) const {
    auto& shown = into[{publication.consumer, publication.content}];
    if (shown.empty() ||
        position(publication.consumer, shown) < position(publication.consumer, publication.version)) {
        shown = publication.version;
    }
}

void Model::select_version(Selected& into, const std::string& consumer, const std::string& number,
                           const std::string& provider) const {
    const auto* publication = number.empty() ? nullptr : find(consumer, number, provider);
    if (publication != nullptr) select(into, *publication);
}

std::string Model::head(const std::string& pacticipant, const std::string& branch) const {
    const auto known = branches_.find({pacticipant, branch});
    return known == branches_.end() || known->second.versions.empty() ? "" : known->second.versions.back();
}

std::string Model::newest_with_tag(const std::string& pacticipant, const std::string& tag) const {
    const auto known = tags_.find({pacticipant, tag});
    std::string newest;
    if (known == tags_.end()) return newest;
    for (const auto& [number, tick] : known->second) {
        if (newest.empty() || position(pacticipant, newest) < position(pacticipant, number)) newest = number;
    }
    return newest;
}

bool Model::is_on(const std::string& pacticipant, const std::string& number,
                  const std::string& branch) const {
    const auto known = branches_.find({pacticipant, branch});
    if (known == branches_.end()) return false;
    const auto& all = known->second.versions;
    return std::find(all.begin(), all.end(), number) != all.end();
}

bool Model::is_on_any_branch(const std::string& pacticipant, const std::string& number) const {
    return std::any_of(branches_.begin(), branches_.end(), [&](const auto& known) {
        return known.first.first == pacticipant && is_on(pacticipant, number, known.first.second);
    });
}

std::set<std::string> Model::in_environment(const std::string& pacticipant,
                                            const std::string& environment) const {
    std::set<std::string> all;
    for (const auto& [name, instances] : deployed_) {
        if (!environment.empty() && name != environment) continue;
        for (const auto& [where, number] : instances) {
            if (where.first == pacticipant) all.insert(number);
        }
    }
    for (const auto& [name, released] : released_) {
        if (!environment.empty() && name != environment) continue;
        for (const auto& [owner, number] : released) {
            if (owner == pacticipant) all.insert(number);
        }
    }
    return all;
}

Model::Selected Model::main_branches(const std::string& provider) const {
    Selected all;
    for (const auto& [consumer, branch] : main_branches_) {
        select_version(all, consumer, head(consumer, branch), provider);
    }
    return all;
}

Model::Selected Model::branch(const std::string& provider, const std::string& name) const {
    Selected all;
    for (const auto& [consumer, versions] : versions_)
        select_version(all, consumer, head(consumer, name), provider);
    return all;
}

Model::Selected Model::latest_with_tag(const std::string& provider, const std::string& name) const {
    Selected all;
    for (const auto& [consumer, versions] : versions_) {
        select_version(all, consumer, newest_with_tag(consumer, name), provider);
    }
    return all;
}

Model::Selected Model::all_with_tag(const std::string& provider, const std::string& name) const {
    Selected all;
    for (const auto& [key, tagged] : tags_) {
        if (key.second != name) continue;
        for (const auto& [number, tick] : tagged) select_version(all, key.first, number, provider);
    }
    return all;
}

Model::Selected Model::latest(const std::string& provider) const {
    Selected all;
    for (const auto& [consumer, numbers] : versions_) {
        for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
            if (find(consumer, *number, provider) == nullptr) continue;
            select_version(all, consumer, *number, provider);
            break;
        }
    }
    return all;
}

Model::Selected Model::placed(const std::string& provider, const std::string& environment) const {
    Selected all;
    for (const auto& [consumer, versions] : versions_) {
        for (const auto& number : in_environment(consumer, environment)) {
            select_version(all, consumer, number, provider);
        }
    }
    return all;
}

Model::Selected Model::defaults(const std::string& provider) const {
    Selected all = main_branches(provider);
    for (const auto& [key, number] : latest(provider)) {
        const auto& consumer = key.first;
        const auto main_branch = main_branches_.find(consumer);
        if (main_branch == main_branches_.end()) {
            select_version(all, consumer, number, provider);
            continue;
        }
        if (!head(consumer, main_branch->second).empty()) continue;
        const auto tagged = newest_with_tag(consumer, main_branch->second);
        select_version(all, consumer, tagged.empty() ? number : tagged, provider);
    }
    for (const auto& [key, number] : placed(provider, "")) select_version(all, key.first, number, provider);
    return all;
}

bool Model::is_proved_for_branch(const std::string& consumer, const std::string& provider, int content,
                                 const std::string& branch, bool count_wip) const {
    const auto own = branches_.find({provider, branch});
    return std::any_of(results_.begin(), results_.end(), [&](const Result& result) {
        if (result.consumer != consumer || result.provider != provider || result.content != content)
            return false;
        if (!result.success || (result.wip && !count_wip)) return false;
        if (is_on(provider, result.provider_version, branch)) return true;
        // A new branch inherits what other branches had proved before it.
        return is_on_any_branch(provider, result.provider_version) &&
               (own == branches_.end() || result.tick < own->second.created);
    });
}

Model::Selected Model::work_in_progress(const std::string& provider, const std::string& provider_branch,
                                        const Selected& explicitly) const {
    Selected candidates;
    for (const auto& [key, known] : branches_)
        select_version(candidates, key.first, head(key.first, key.second), provider);
    for (const auto& [key, tagged] : tags_) {
        select_version(candidates, key.first, newest_with_tag(key.first, key.second), provider);
    }
    Selected all;
    for (const auto& [key, number] : candidates) {
        if (explicitly.count(key) != 0) continue;
        if (is_proved_for_branch(key.first, provider, key.second, provider_branch, false)) continue;
        all[key] = number;
    }
    return all;
}

bool Model::is_pending(const std::string& consumer, const std::string& provider, int content,
                       const std::string& provider_branch) const {
    return !is_proved_for_branch(consumer, provider, content, provider_branch, true);
}

bool Model::is_pending_for_tag(const std::string& consumer, const std::string& provider, int content,
                               const std::string& tag) const {
    std::optional<int> first_used;
    const auto own = tags_.find({provider, tag});
    if (own != tags_.end()) {
        for (const auto& [number, tick] : own->second) first_used = std::min(first_used.value_or(tick), tick);
    }
    return std::none_of(results_.begin(), results_.end(), [&](const Result& result) {
        if (result.consumer != consumer || result.provider != provider || result.content != content)
            return false;
        if (!result.success) return false;
        if (own != tags_.end() && own->second.count(result.provider_version) != 0) return true;
        const bool has_a_tag = std::any_of(tags_.begin(), tags_.end(), [&](const auto& known) {
            return known.first.first == provider && known.second.count(result.provider_version) != 0;
        });
        return has_a_tag && (!first_used || result.tick < *first_used);
    });
}

bool Model::is_pending_at_all(const std::string& consumer, const std::string& provider, int content) const {
    return std::none_of(results_.begin(), results_.end(), [&](const Result& result) {
        return result.consumer == consumer && result.provider == provider && result.content == content &&
               result.success;
    });
}

std::map<std::string, bool> Model::results(const Publication& publication) const {
    std::map<std::string, bool> newest;
    for (const auto& result : results_) {
        if (result.consumer == publication.consumer && result.provider == publication.provider &&
            result.content == publication.content) {
            newest[result.provider_version] = result.success;  // later ones replace earlier ones
        }
    }
    return newest;
}

void Model::count(Verdict& verdict, const std::map<std::string, bool>& results,
                  const std::set<std::string>& provider_versions, bool every_one) const {
    std::size_t found = 0;
    for (const auto& [number, success] : results) {
        if (provider_versions.count(number) == 0) continue;
        ++found;
        ++(success ? verdict.success : verdict.failed);
    }
    if (found == 0 || (every_one && found < provider_versions.size())) ++verdict.unknown;
}

void Model::count_only(Verdict& verdict, const std::map<std::string, bool>& results,
                       const std::string& provider_version) {
    const auto found = results.find(provider_version);
    if (found != results.end()) ++(found->second ? verdict.success : verdict.failed);
}

std::set<std::string> Model::all_versions(const std::map<std::string, bool>& results) {
    std::set<std::string> all;
    for (const auto& [version, success] : results) all.insert(version);
    return all;
}

bool Model::has_no_partner(const std::string& pacticipant, const std::string& number) const {
    const bool is_provider = std::any_of(integrations_.begin(), integrations_.end(), [&](const Named& pair) {
        return pair.second == pacticipant && pair.first != pacticipant;
    });
    const bool is_consumer =
        std::any_of(publications_.begin(), publications_.end(), [&](const Publication& publication) {
            return publication.consumer == pacticipant && publication.version == number &&
                   publication.provider != pacticipant;
        });
    return !is_provider && !is_consumer;
}

void Model::conclude(Verdict& verdict) {
    if (verdict.unknown == 0) verdict.deployable = verdict.failed == 0;
}

Model::Verdict Model::to_environment(const std::string& pacticipant, const std::string& number,
                                     const std::string& environment) const {
    Verdict verdict;
    if (!has_version(pacticipant, number)) return {false, 0, 0, 0};
    const bool is_alone = has_no_partner(pacticipant, number);
    for (const auto& publication : publications_) {
        if (publication.consumer == pacticipant && publication.version == number) {
            const auto known = results(publication);
            if (publication.provider == pacticipant) {
                count(verdict, known, is_alone ? all_versions(known) : std::set<std::string>{number}, false);
            } else {
                count(verdict, known, in_environment(publication.provider, environment), true);
            }
        } else if (is_alone && publication.consumer == pacticipant && publication.provider == pacticipant) {
            count_only(verdict, results(publication), number);
        } else if (publication.provider == pacticipant && publication.consumer != pacticipant &&
                   in_environment(publication.consumer, environment).count(publication.version) != 0) {
            count(verdict, results(publication), {number}, false);
        }
    }
    conclude(verdict);
    return verdict;
}

Model::Verdict Model::to_tag(const std::string& pacticipant, const std::string& number,
                             const std::string& tag) const {
    Verdict verdict;
    if (!has_version(pacticipant, number)) return {false, 0, 0, 0};
    const bool is_alone = has_no_partner(pacticipant, number);
    for (const auto& publication : publications_) {
        const auto known = results(publication);
        if (publication.consumer == pacticipant && publication.version == number) {
            if (publication.provider != pacticipant) {
                count(verdict, known, {newest_with_tag(publication.provider, tag)}, false);
                continue;
            }
            std::string newest = is_alone ? "" : number;  // the newest version that has verified it
            for (const auto& [version, success] : known) {
                if (!is_alone) break;
                if (newest.empty() || position(pacticipant, newest) < position(pacticipant, version))
                    newest = version;
            }
            count(verdict, known, {newest}, false);
        } else if (is_alone && publication.consumer == pacticipant && publication.provider == pacticipant) {
            count_only(verdict, known, number);
        } else if (publication.provider == pacticipant && publication.consumer != pacticipant &&
                   newest_with_tag(publication.consumer, tag) == publication.version) {
            count(verdict, known, {number}, false);
        }
    }
    conclude(verdict);
    return verdict;
}

Model::Verdict Model::two_versions(const std::string& first, const std::string& first_number,
                                   const std::string& second, const std::string& second_number) const {
    Verdict verdict;
    const auto one_direction = [&](const std::string& consumer, const std::string& consumer_number,
                                   const std::string& provider, const std::string& provider_number) {
        const auto* publication = find(consumer, consumer_number, provider);
        if (publication != nullptr) count(verdict, results(*publication), {provider_number}, false);
    };
    one_direction(first, first_number, second, second_number);
    one_direction(second, second_number, first, first_number);
    one_direction(first, first_number, first, first_number);
    one_direction(second, second_number, second, second_number);
    if (!has_version(first, first_number) || !has_version(second, second_number)) {
        verdict.deployable = false;
        return verdict;
    }
    conclude(verdict);
    return verdict;
}

}  // namespace tally::testing_support
