#include "api/model.h"

#include <algorithm>
#include <cctype>

namespace tally::testing_support {

namespace {

// The names that become the main branch of whoever has none.
const std::set<std::string> kMainBranches{"develop", "main", "master"};
constexpr Moment kFirstTagLimit = 10;

template <class List, class Condition>
std::size_t remove_if(List& list, Condition condition) {
    return static_cast<std::size_t>(std::erase_if(list, condition));
}

// Of interactions with the same description, the added ones stay.
Content merged(const Content& existing, const Content& added) {
    auto all = added;
    all.insert(existing.begin(), existing.end());
    return all;
}

// "zoo" of "Zoo", "zoos" and "zoo-api": the words that tell applications apart.
std::string significant(std::string name) {
    for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (const auto word = name.find("-api"); word != std::string::npos) name.erase(word);
    if (!name.empty() && name.back() == 's') name.pop_back();
    return name;
}

bool is_conflict(const Content& existing, const Content& added) {
    return std::any_of(added.begin(), added.end(), [&](const auto& interaction) {
        const auto same = existing.find(interaction.first);
        return same != existing.end() && same->second.request != interaction.second.request;
    });
}

}  // namespace

std::string to_text(const Content& content) {
    std::string text;
    for (const auto& [description, interaction] : content) {
        text += (text.empty() ? "" : " ") + std::string(1, description) +
                std::to_string(interaction.request) + std::to_string(interaction.response);
    }
    return text;
}

Model::Pacticipant* Model::known(const std::string& name) {
    const auto found = pacticipants.find(name);
    return found == pacticipants.end() ? nullptr : &found->second;
}

Model::Pacticipant& Model::require_pacticipant(const std::string& name) {
    return pacticipants.emplace(name, Pacticipant{name, {}, {}, {}, {}, {}}).first->second;
}

void Model::require_version(const std::string& pacticipant, const std::string& number) {
    auto& owner = require_pacticipant(pacticipant);
    if (!has_version(pacticipant, number)) owner.versions.push_back({number, now, ++last_serial_});
}

void Model::use_as_main(Pacticipant& pacticipant, const std::string& name) const {
    if (!pacticipant.main_branch && kMainBranches.count(name) != 0) pacticipant.main_branch = name;
}

void Model::add_to_branch(Pacticipant& pacticipant, const std::string& number, const std::string& branch) {
    auto& all = pacticipant.branches;
    auto found = std::find_if(all.begin(), all.end(), [&](const Branch& one) { return one.name == branch; });
    if (found == all.end()) found = all.insert(all.end(), {branch, now, now, ++last_serial_});
    found->updated = now;
    if (!is_on(pacticipant.name, number, branch)) found->versions.push_back(number);
}

void Model::put_on_branch(const std::string& pacticipant, const std::string& number,
                          const std::string& branch) {
    require_version(pacticipant, number);
    auto& owner = require_pacticipant(pacticipant);
    add_to_branch(owner, number, branch);
    use_as_main(owner, branch);
}

bool Model::take_from_branch(const std::string& pacticipant, const std::string& number,
                             const std::string& branch) {
    if (!has_version(pacticipant, number) || !is_on(pacticipant, number, branch)) return false;
    for (auto& one : require_pacticipant(pacticipant).branches) {
        if (one.name == branch) std::erase(one.versions, number);
    }
    return true;
}

bool Model::remove_branch(const std::string& pacticipant, const std::string& branch) {
    auto* owner = known(pacticipant);
    return owner != nullptr &&
           remove_if(owner->branches, [&](const Branch& one) { return one.name == branch; }) != 0;
}

bool Model::remove_branches_but(const std::string& pacticipant, const std::string& kept) {
    auto* owner = known(pacticipant);
    if (owner == nullptr) return false;
    remove_if(owner->branches,
              [&](const Branch& one) { return one.name != kept && one.name != owner->main_branch; });
    return true;
}

void Model::tag(const std::string& pacticipant, const std::string& number, const std::string& name) {
    require_version(pacticipant, number);
    if (has_tag(pacticipant, number, name)) return;
    auto& owner = require_pacticipant(pacticipant);
    owner.tags.push_back({name, number, now});
    const auto& version = owner.versions[static_cast<std::size_t>(position(pacticipant, number))];
    const bool is_young = version.created >= now - kFirstTagLimit;
    const bool is_first =
        tags_of(pacticipant, number).size() == 1 && branches_of(pacticipant, number).empty();
    if (rules.first_tag_is_branch && is_young && is_first) add_to_branch(owner, number, name);
    use_as_main(owner, name);
}

void Model::put_tag(const std::string& pacticipant, const std::string& number, const std::string& name) {
    tag(pacticipant, number, name);
    if (rules.tags_deploy && environments.count(name) != 0) deploy(pacticipant, number, name, "");
}

bool Model::untag(const std::string& pacticipant, const std::string& number, const std::string& name) {
    auto* owner = known(pacticipant);
    return owner != nullptr && remove_if(owner->tags, [&](const Tag& one) {
                                   return one.name == name && one.version == number;
                               }) != 0;
}

void Model::replace_tags(const std::string& pacticipant, const std::string& number,
                         const std::vector<std::string>& names) {
    require_version(pacticipant, number);
    for (const auto& name : tags_of(pacticipant, number)) {
        if (std::find(names.begin(), names.end(), name) == names.end()) untag(pacticipant, number, name);
    }
    for (const auto& name : names) {
        if (!has_tag(pacticipant, number, name))
            require_pacticipant(pacticipant).tags.push_back({name, number, now});
    }
}

void Model::set_main_branch(const std::string& pacticipant, const std::optional<std::string>& branch) {
    require_pacticipant(pacticipant).main_branch = branch;
}

void Model::label(const std::string& pacticipant, const std::string& name) {
    require_pacticipant(pacticipant).labels.insert(name);
}

bool Model::unlabel(const std::string& pacticipant, const std::string& name) {
    auto* owner = known(pacticipant);
    return owner != nullptr && owner->labels.erase(name) != 0;
}

void Model::touch_integration(const std::string& consumer, const std::string& provider) {
    for (auto& one : integrations) {
        if (one.consumer != consumer || one.provider != provider) continue;
        one.changed = now;
        return;
    }
    integrations.push_back({consumer, provider, ++last_serial_, now});
}

void Model::store(const std::string& consumer, const std::string& provider, const Content& content) {
    const bool is_stored = std::any_of(contents.begin(), contents.end(), [&](const StoredContent& one) {
        return one.consumer == consumer && one.provider == provider && one.content == content;
    });
    if (!is_stored) contents.push_back({consumer, provider, content});
}

bool Model::is_look_alike(const std::string& name) const {
    return find_pacticipant(name) == nullptr &&
           std::any_of(pacticipants.begin(), pacticipants.end(),
                       [&](const auto& other) { return significant(other.first) == significant(name); });
}

Model::Published Model::publish(const std::string& consumer, const std::string& number,
                                const std::string& provider, const Content& content, Publishing how) {
    if (is_look_alike(consumer) || is_look_alike(provider)) return Published::refused;
    const auto* existing = find(consumer, number, provider);
    auto stored = content;
    if (existing != nullptr && existing->content != content) {
        // A PATCH never is a forbidden change; merging by the newer route is one before it is merged.
        if (!rules.may_change_contracts && how != Publishing::patch) return Published::refused;
        if (how == Publishing::patch && is_conflict(existing->content, content)) return Published::refused;
        if (how == Publishing::patch || how == Publishing::post_merging) {
            stored = merged(existing->content, content);
        }
    }
    if (existing != nullptr && existing->content == stored) {
        touch_integration(consumer, provider);
        return Published::unchanged;
    }
    require_version(consumer, number);
    require_pacticipant(provider);
    const int revision = existing == nullptr ? 1 : existing->revision + 1;
    for (auto& one : publications) {
        if (one.consumer == consumer && one.version == number && one.provider == provider)
            one.overwritten = true;
    }
    store(consumer, provider, stored);
    publications.push_back({consumer, number, provider, stored, now, ++last_serial_, revision, false});
    touch_integration(consumer, provider);
    return revision == 1 ? Published::created : Published::changed;
}

const Model::Result& Model::add_result(const Publication& publication, const std::string& provider_version,
                                       bool success, bool wip, bool pending) {
    require_version(publication.provider, provider_version);
    results.push_back({++last_result_, publication.consumer, publication.provider, publication.content,
                       provider_version, success, wip, pending, now});
    touch_integration(publication.consumer, publication.provider);
    return results.back();
}

bool Model::deploy(const std::string& pacticipant, const std::string& number, const std::string& environment,
                   const std::string& instance) {
    if (!has_version(pacticipant, number) || environments.count(environment) == 0) return false;
    undeploy(pacticipant, environment, instance);
    deployments.push_back({environment, pacticipant, instance, number});
    return true;
}

bool Model::undeploy(const std::string& pacticipant, const std::string& environment,
                     const std::string& instance) {
    return remove_if(deployments, [&](const Deployment& one) {
               return one.environment == environment && one.pacticipant == pacticipant &&
                      one.instance == instance;
           }) != 0;
}

bool Model::release(const std::string& pacticipant, const std::string& number,
                    const std::string& environment) {
    if (!has_version(pacticipant, number) || environments.count(environment) == 0) return false;
    for (auto& one : releases) {
        if (one.environment != environment || one.pacticipant != pacticipant || one.version != number)
            continue;
        one.supported = true;
        return true;
    }
    releases.push_back({environment, pacticipant, number, true});
    return true;
}

bool Model::end_support(const std::string& pacticipant, const std::string& number,
                        const std::string& environment) {
    for (auto& one : releases) {
        if (one.environment != environment || one.pacticipant != pacticipant || one.version != number)
            continue;
        if (one.supported) return one.supported = false, true;
    }
    return false;
}

bool Model::create_environment(const std::string& name) {
    return environments.insert(name).second;
}

bool Model::remove_environment(const std::string& name) {
    remove_if(deployments, [&](const Deployment& one) { return one.environment == name; });
    remove_if(releases, [&](const Release& one) { return one.environment == name; });
    return environments.erase(name) != 0;
}

bool Model::put_webhook(const Webhook& webhook) {
    for (const auto& side : {webhook.consumer, webhook.provider}) {
        if (side.name && find_pacticipant(*side.name) == nullptr) return false;
    }
    for (auto& one : webhooks) {
        if (one.uuid != webhook.uuid) continue;
        const int serial = one.serial;
        one = webhook;
        one.serial = serial;
        return true;
    }
    webhooks.push_back(webhook);
    webhooks.back().serial = ++last_serial_;
    return true;
}

bool Model::remove_webhook(const std::string& uuid) {
    return remove_if(webhooks, [&](const Webhook& one) { return one.uuid == uuid; }) != 0;
}

bool Model::remove_version(const std::string& pacticipant, const std::string& number) {
    if (!has_version(pacticipant, number)) return false;
    auto& owner = require_pacticipant(pacticipant);
    remove_if(owner.versions, [&](const Version& one) { return one.number == number; });
    for (auto& branch : owner.branches) std::erase(branch.versions, number);
    remove_if(owner.tags, [&](const Tag& one) { return one.version == number; });
    remove_if(publications,
              [&](const Publication& one) { return one.consumer == pacticipant && one.version == number; });
    remove_if(results, [&](const Result& one) {
        return one.provider == pacticipant && one.provider_version == number;
    });
    remove_if(deployments,
              [&](const Deployment& one) { return one.pacticipant == pacticipant && one.version == number; });
    remove_if(releases,
              [&](const Release& one) { return one.pacticipant == pacticipant && one.version == number; });
    forget_deliveries();
    return true;
}

bool Model::remove_pacticipant(const std::string& name) {
    if (find_pacticipant(name) == nullptr) return false;
    const auto is_of = [&](const auto& one) { return one.consumer == name || one.provider == name; };
    remove_if(publications, is_of);
    remove_if(contents, is_of);
    remove_if(results, is_of);
    remove_if(integrations, is_of);
    forget_deliveries();
    remove_if(deployments, [&](const Deployment& one) { return one.pacticipant == name; });
    remove_if(releases, [&](const Release& one) { return one.pacticipant == name; });
    remove_if(webhooks,
              [&](const Webhook& one) { return one.consumer.name == name || one.provider.name == name; });
    pacticipants.erase(name);
    return true;
}

bool Model::remove_contract(const std::string& consumer, const std::string& number,
                            const std::string& provider) {
    const auto removed = remove_if(publications, [&](const Publication& one) {
        return one.consumer == consumer && one.version == number && one.provider == provider;
    });
    forget_deliveries();
    return removed != 0;
}

bool Model::remove_latest_result(const std::string& consumer, const std::string& number,
                                 const std::string& provider) {
    const auto* publication = find(consumer, number, provider);
    const auto all = publication == nullptr ? std::vector<const Result*>{} : results_for(*publication);
    if (all.empty()) return false;
    const int last = all.back()->number;
    remove_if(results, [&](const Result& one) { return one.number == last; });
    forget_deliveries();
    return true;
}

void Model::forget_deliveries() {
    remove_if(deliveries, [&](const Delivery& delivery) {
        const bool has_contract = std::any_of(
            publications.begin(), publications.end(),
            [&](const Publication& one) { return one.serial == delivery.publication; });
        const bool has_result =
            !delivery.result || std::any_of(results.begin(), results.end(), [&](const Result& one) {
                return one.number == *delivery.result;
            });
        return !has_contract || !has_result;
    });
}

// With everything about the pair; then versions that nothing is left of, then applications without any.
bool Model::remove_integration(const std::string& consumer, const std::string& provider) {
    if (find_pacticipant(consumer) == nullptr || find_pacticipant(provider) == nullptr) return false;
    const auto is_it = [&](const auto& one) { return one.consumer == consumer && one.provider == provider; };
    remove_if(integrations, is_it);
    remove_if(publications, is_it);
    remove_if(contents, is_it);
    remove_if(results, is_it);
    forget_deliveries();
    remove_if(webhooks, [&](const Webhook& one) {
        return one.consumer.name == consumer && one.provider.name == provider;
    });
    for (const auto& name : {consumer, provider}) {
        const auto* owner = find_pacticipant(name);
        const auto versions = owner == nullptr ? std::vector<Version>{} : owner->versions;
        for (const auto& version : versions) {
            const bool has_something =
                std::any_of(
                    publications.begin(), publications.end(),
                    [&](const auto& one) { return one.consumer == name && one.version == version.number; }) ||
                std::any_of(results.begin(), results.end(), [&](const auto& one) {
                    return one.provider == name && one.provider_version == version.number;
                });
            if (!has_something) remove_version(name, version.number);
        }
    }
    for (const auto& name : {consumer, provider}) {
        const auto* owner = find_pacticipant(name);
        const bool is_needed =
            owner != nullptr && (!owner->versions.empty() ||
                                 std::any_of(integrations.begin(), integrations.end(), [&](const auto& one) {
                                     return one.consumer == name || one.provider == name;
                                 }));
        if (!is_needed) remove_pacticipant(name);
    }
    return true;
}

const Model::Pacticipant* Model::find_pacticipant(const std::string& name) const {
    const auto found = pacticipants.find(name);
    return found == pacticipants.end() ? nullptr : &found->second;
}

int Model::position(const std::string& pacticipant, const std::string& number) const {
    const auto* owner = find_pacticipant(pacticipant);
    for (std::size_t i = 0; owner != nullptr && i < owner->versions.size(); ++i) {
        if (owner->versions[i].number == number) return static_cast<int>(i);
    }
    return -1;
}

bool Model::has_version(const std::string& pacticipant, const std::string& number) const {
    return position(pacticipant, number) >= 0;
}

const Model::Publication* Model::find(const std::string& consumer, const std::string& number,
                                      const std::string& provider) const {
    for (const auto& one : publications) {
        if (!one.overwritten && one.version == number && one.consumer == consumer &&
            one.provider == provider) {
            return &one;
        }
    }
    return nullptr;
}

std::vector<const Model::Publication*> Model::current() const {
    std::vector<const Publication*> all;
    for (const auto& one : publications) {
        if (!one.overwritten) all.push_back(&one);
    }
    return all;
}

const Model::Branch* Model::find_branch(const std::string& pacticipant, const std::string& name) const {
    const auto* owner = find_pacticipant(pacticipant);
    if (owner == nullptr) return nullptr;
    for (const auto& branch : owner->branches) {
        if (branch.name == name) return &branch;
    }
    return nullptr;
}

std::string Model::head(const std::string& pacticipant, const std::string& branch) const {
    const auto* found = find_branch(pacticipant, branch);
    return found == nullptr || found->versions.empty() ? "" : found->versions.back();
}

std::string Model::main_head(const std::string& pacticipant) const {
    const auto* owner = find_pacticipant(pacticipant);
    return owner == nullptr || !owner->main_branch ? "" : head(pacticipant, *owner->main_branch);
}

bool Model::is_on(const std::string& pacticipant, const std::string& number,
                  const std::string& branch) const {
    const auto* found = find_branch(pacticipant, branch);
    return found != nullptr &&
           std::find(found->versions.begin(), found->versions.end(), number) != found->versions.end();
}

std::vector<std::string> Model::branches_of(const std::string& pacticipant, const std::string& number) const {
    std::vector<std::string> all;
    const auto* owner = find_pacticipant(pacticipant);
    if (owner == nullptr) return all;
    for (const auto& branch : owner->branches) {
        if (is_on(pacticipant, number, branch.name)) all.push_back(branch.name);
    }
    return all;
}

bool Model::has_tag(const std::string& pacticipant, const std::string& number, const std::string& tag) const {
    const auto tags = tags_of(pacticipant, number);
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

std::vector<std::string> Model::tags_of(const std::string& pacticipant, const std::string& number) const {
    std::vector<std::string> all;
    const auto* owner = find_pacticipant(pacticipant);
    if (owner == nullptr) return all;
    for (const auto& tag : owner->tags) {
        if (tag.version == number) all.push_back(tag.name);
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::string Model::newest_with_tag(const std::string& pacticipant, const std::string& tag) const {
    const auto* owner = find_pacticipant(pacticipant);
    std::string newest;
    if (owner == nullptr) return newest;
    for (const auto& version : owner->versions) {
        if (has_tag(pacticipant, version.number, tag)) newest = version.number;
    }
    return newest;
}

std::set<std::string> Model::in_environment(const std::string& pacticipant, const std::string& environment,
                                            Placed how) const {
    std::set<std::string> all;
    for (const auto& one : deployments) {
        if (how != Placed::supported && one.pacticipant == pacticipant && one.environment == environment) {
            all.insert(one.version);
        }
    }
    for (const auto& one : releases) {
        if (how != Placed::deployed && one.pacticipant == pacticipant && one.environment == environment &&
            one.supported) {
            all.insert(one.version);
        }
    }
    return all;
}

std::vector<const Model::Result*> Model::results_for(const Publication& publication) const {
    std::vector<const Result*> all;
    for (const auto& one : results) {
        if (one.consumer == publication.consumer && one.provider == publication.provider &&
            one.content == publication.content) {
            all.push_back(&one);
        }
    }
    return all;
}

}  // namespace tally::testing_support
