// Lists, heads and counts: what browsers and builds look up.
#include <algorithm>
#include <cctype>

#include "api/operation.h"
#include "api/question.h"

namespace tally::testing_support {

namespace {

using Publication = Model::Publication;
using Publications = std::vector<const Publication*>;

std::string joined(std::vector<std::string> all) {
    std::string text;
    for (const auto& one : all) text += one + " ";
    return text;
}

std::string joined_sorted(std::vector<std::string> all) {
    std::sort(all.begin(), all.end());
    return joined(std::move(all));
}

std::string text_of(const json::Value& value, std::initializer_list<const char*> path) {
    const auto* at = &value;
    for (const auto* name : path) at = at == nullptr ? nullptr : at->find(name);
    return at == nullptr || at->string() == nullptr ? "" : *at->string();
}

// One text for each element of a list in the answer.
template <class Show>
std::vector<std::string> each(const Reply& reply, const char* list, Show show) {
    std::vector<std::string> all;
    const auto* elements = reply.at(list).array();
    if (elements == nullptr) return {"no " + std::string(list) + " in " + reply.response.body};
    for (const auto& one : *elements) all.push_back(show(one));
    return all;
}

std::vector<std::string> each_text(const Reply& reply, const char* list,
                                   std::initializer_list<const char*> path) {
    return each(reply, list, [path](const json::Value& one) { return text_of(one, path); });
}

// "Foo(3)" of "Pact between Foo (3) and Bar".
std::string consumer_of(const std::string& title) {
    const auto begin = title.find("between ") + 8;
    auto text = title.substr(begin, title.find(") and") + 1 - begin);
    return text.erase(text.find(' '), 1);
}

// Which consumer versions count.
struct Filter {
    enum class By { any, tag, untagged, branch, main_branch };
    By by = By::any;
    std::string name = {};
    bool newest = false;  // only the newest of each pair
};

bool fits(const Model& model, const Publication& one, const Filter& filter) {
    switch (filter.by) {
        case Filter::By::tag:
            return model.has_tag(one.consumer, one.version, filter.name);
        case Filter::By::untagged:
            return model.tags_of(one.consumer, one.version).empty();
        case Filter::By::branch:
            return model.is_on(one.consumer, one.version, filter.name);
        case Filter::By::main_branch: {
            const auto& main = model.find_pacticipant(one.consumer)->main_branch;
            return main && model.is_on(one.consumer, one.version, *main);
        }
        case Filter::By::any:
            break;
    }
    return true;
}

bool is_of_a_branch(const Filter& filter) {
    return filter.by == Filter::By::branch || filter.by == Filter::By::main_branch;
}

// By consumer and provider, the newest version last. "" is any of them.
Publications listed(const Model& model, const std::string& provider, const std::string& consumer,
                    const Filter& filter) {
    Publications all;
    for (const auto* one : model.current()) {
        if (!provider.empty() && one->provider != provider) continue;
        if (!consumer.empty() && one->consumer != consumer) continue;
        if (fits(model, *one, filter)) all.push_back(one);
    }
    const auto key = [&](const Publication* one) {
        return std::tuple(one->consumer, one->provider, model.position(one->consumer, one->version));
    };
    std::sort(all.begin(), all.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
    if (!filter.newest) return all;
    const auto is_of_same_pair = [](const auto* a, const auto* b) {
        return a->consumer == b->consumer && a->provider == b->provider;
    };
    all.erase(all.begin(), std::unique(all.rbegin(), all.rend(), is_of_same_pair).base());
    return all;
}

// In lists the latest contracts of a branch are those of its head, which is the version put there last.
Publications listed_in_documents(const Model& model, const std::string& provider, const std::string& consumer,
                                 Filter filter) {
    const bool of_heads = filter.newest && is_of_a_branch(filter);
    if (of_heads) filter.newest = false;
    auto all = listed(model, provider, consumer, filter);
    if (of_heads) {
        std::erase_if(all, [&](const auto* one) {
            const auto branch = filter.by == Filter::By::branch
                                    ? filter.name
                                    : *model.find_pacticipant(one->consumer)->main_branch;
            return model.head(one->consumer, branch) != one->version;
        });
    }
    return all;
}

std::string names_of(const Publications& all) {
    std::vector<std::string> names;
    for (const auto* one : all) names.push_back(one->consumer + "(" + one->version + ")");
    return joined(names);
}

struct Listing {
    std::string path;
    Filter filter;
};

std::vector<Listing> listings_of_provider() {
    using By = Filter::By;
    std::vector<Listing> all{{"", {}},
                             {"/latest", {By::any, "", true}},
                             {"/branch", {By::main_branch}},
                             {"/branch/latest", {By::main_branch, "", true}}};
    for (const auto& tag : Names::tags) {
        all.push_back({"/tag/" + tag, {By::tag, tag}});
        all.push_back({"/latest/" + tag, {By::tag, tag, true}});
    }
    for (const auto& branch : Names::branches) {
        all.push_back({"/branch/" + branch, {By::branch, branch}});
        all.push_back({"/branch/" + branch + "/latest", {By::branch, branch, true}});
    }
    return all;
}

std::vector<Listing> listings_of_pair() {
    using By = Filter::By;
    std::vector<Listing> all{{"/versions", {}},
                             {"/branch/versions", {By::main_branch}},
                             {"/branch/latest/versions", {By::main_branch, "", true}}};
    for (const auto& tag : Names::tags) all.push_back({"/tag/" + tag, {By::tag, tag}});
    for (const auto& branch : Names::branches) {
        all.push_back({"/branch/" + branch, {By::branch, branch}});
        all.push_back({"/branch/" + branch + "/latest/versions", {By::branch, branch, true}});
    }
    return all;
}

std::vector<Listing> newest_of_pair() {
    using By = Filter::By;
    std::vector<Listing> all{{"/latest", {By::any, "", true}},
                             {"/latest-untagged", {By::untagged, "", true}}};
    for (const auto& tag : Names::tags) all.push_back({"/latest/" + tag, {By::tag, tag, true}});
    for (const auto& branch : Names::branches) {
        all.push_back({"/branch/" + branch + "/latest", {By::branch, branch, true}});
    }
    return all;
}

Question contracts_of_provider(const std::string& provider, const Listing& listing) {
    return {"/pacts/provider/" + provider + listing.path, "",
            [](const Reply& reply) {
                return joined(each(reply, "_links.pb:pacts", [](const json::Value& one) {
                    return consumer_of(text_of(one, {"title"}));
                }));
            },
            [=](const Model& model) {
                if (model.find_pacticipant(provider) == nullptr) return kRefused;
                return names_of(listed_in_documents(model, provider, "", listing.filter));
            }};
}

Question contracts_of_pair(const std::string& consumer, const std::string& provider, const Listing& listing) {
    return {
        "/pacts/provider/" + provider + "/consumer/" + consumer + listing.path, "",
        [](const Reply& reply) {
            return joined(each_text(reply, "_embedded.pacts", {"_embedded", "consumerVersion", "number"}));
        },
        [=](const Model& model) {
            for (const auto& name : {consumer, provider}) {
                if (model.find_pacticipant(name) == nullptr) return kRefused;
            }
            std::vector<std::string> versions;
            for (const auto* one : listed_in_documents(model, provider, consumer, listing.filter)) {
                versions.push_back(one->version);
            }
            if (!is_of_a_branch(listing.filter)) std::reverse(versions.begin(), versions.end());
            return joined(versions);
        }};
}

Question newest_contract(const std::string& consumer, const std::string& provider, const Listing& listing) {
    return {"/pacts/provider/" + provider + "/consumer/" + consumer + listing.path, "",
            [](const Reply& reply) { return reply.header("X-Pact-Consumer-Version"); },
            [=](const Model& model) {
                const auto found = listed(model, provider, consumer, listing.filter);
                return found.empty() ? kRefused : found.front()->version;
            }};
}

Question newest_contracts() {
    return {"/pacts/latest", "",
            [](const Reply& reply) {
                return joined(each(reply, "_links.pb:pacts", [](const json::Value& one) {
                    return consumer_of(text_of(one, {"title"}));
                }));
            },
            [](const Model& model) {
                return names_of(listed(model, "", "", {Filter::By::any, "", true}));
            }};
}

// What is stored of a contract, whatever was merged into it.
Question content(const std::string& consumer, const std::string& number, const std::string& provider) {
    return {"/pacts/provider/" + provider + "/consumer/" + consumer + "/version/" + number, "",
            [](const Reply& reply) {
                return joined_sorted(each(reply, "interactions", [](const json::Value& one) {
                    return text_of(one, {"description"}) + text_of(one, {"request", "path"}).substr(2) +
                           json::to_text(*one.find("response")->find("status")).substr(2);
                }));
            },
            [=](const Model& model) {
                const auto* found = model.find(consumer, number, provider);
                return found == nullptr ? kRefused : to_text(found->content) + " ";
            }};
}

// The nearest older version of the pair with other content.
Question previous_distinct(const std::string& consumer, const std::string& number,
                           const std::string& provider) {
    return {
        "/pacts/provider/" + provider + "/consumer/" + consumer + "/version/" + number + "/previous-distinct",
        "", [](const Reply& reply) { return consumer_of(text_of(reply.at("_links.self"), {"name"})); },
        [=](const Model& model) {
            const auto* own = model.find(consumer, number, provider);
            if (own == nullptr) return kRefused;
            std::string found = kRefused;
            for (const auto* one : listed(model, provider, consumer, {})) {
                if (model.position(consumer, one->version) < model.position(consumer, number) &&
                    one->content != own->content) {
                    found = consumer + "(" + one->version + ")";
                }
            }
            return found;
        }};
}

std::string newest_result(const Model& model, const Publication& one) {
    const auto results = model.results_for(one);
    if (results.empty()) return "unknown";
    return results.back()->success ? "successful" : "failed";
}

Question results_of_version(const std::string& consumer, const std::string& number) {
    return {"/verification-results/consumer/" + consumer + "/version/" + number + "/latest", "",
            [](const Reply& reply) {
                auto text = json::to_text(reply.at("success"));
                for (const auto* name : {"successful", "failed", "unknown"}) {
                    const auto list = "providerSummary." + std::string(name);
                    text += " " + std::string(name) + " " + joined(each_text(reply, list.c_str(), {}));
                }
                return text;
            },
            [=](const Model& model) {
                if (!model.has_version(consumer, number)) return kRefused;
                std::map<std::string, std::vector<std::string>> providers;
                for (const auto* one : listed(model, "", consumer, {})) {
                    if (one->version == number)
                        providers[newest_result(model, *one)].push_back(one->provider);
                }
                const bool success = providers["failed"].empty() && providers["unknown"].empty();
                std::string text = success ? "true" : "false";
                for (const auto* name : {"successful", "failed", "unknown"}) {
                    text += " " + std::string(name) + " " + joined_sorted(providers[name]);
                }
                return text;
            }};
}

// What an environment that was not given one has: "Prod".
std::string display_name(std::string name) {
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return name;
}

// Of those that a version is or was in: where it is now.
std::string shown_places(const Reply& reply, const char* list, const char* flag) {
    auto all = each(reply, list, [flag](const json::Value& one) {
        return *one.find(flag)->boolean() ? text_of(one, {"name"}) : std::string();
    });
    std::erase(all, "");
    return joined_sorted(std::move(all));
}

Question version(const std::string& name, const std::string& number) {
    return {"/pacticipants/" + name + "/versions/" + number, "",
            [](const Reply& reply) {
                const auto branches = each(reply, "_embedded.branchVersions", [](const json::Value& one) {
                    return text_of(one, {"name"}) + (*one.find("latest")->boolean() ? "*" : "");
                });
                return joined_sorted(branches) + "tags " +
                       joined(each_text(reply, "_embedded.tags", {"name"})) + "deployed " +
                       shown_places(reply, "_links.pb:deployed-environments", "currently_deployed") +
                       "released " +
                       shown_places(reply, "_links.pb:released-environments", "currently_supported");
            },
            [=](const Model& model) {
                if (!model.has_version(name, number)) return kRefused;
                std::vector<std::string> branches;
                for (const auto& branch : model.branches_of(name, number)) {
                    branches.push_back(branch + (model.head(name, branch) == number ? "*" : ""));
                }
                std::vector<std::string> deployed;
                for (const auto& one : model.deployments) {
                    if (one.pacticipant == name && one.version == number) {
                        deployed.push_back(display_name(one.environment));
                    }
                }
                std::vector<std::string> released;
                for (const auto& one : model.releases) {
                    if (one.pacticipant == name && one.version == number && one.supported) {
                        released.push_back(display_name(one.environment));
                    }
                }
                return joined_sorted(branches) + "tags " + joined(model.tags_of(name, number)) + "deployed " +
                       joined_sorted(deployed) + "released " + joined_sorted(released);
            }};
}

// The versions of an application that meet a condition, newest first; `newest`: only that one.
Question versions(const std::string& name, const std::string& path,
                  const std::function<bool(const Model&, const std::string&)>& fits, bool newest) {
    return {"/pacticipants/" + name + path, "",
            [newest](const Reply& reply) {
                return newest ? reply.text("number") + " "
                              : joined(each_text(reply, "_embedded.versions", {"number"}));
            },
            [=](const Model& model) {
                const auto* owner = model.find_pacticipant(name);
                std::vector<std::string> all;
                for (const auto& one : owner == nullptr ? std::vector<Model::Version>{} : owner->versions) {
                    if (fits(model, one.number)) all.insert(all.begin(), one.number);
                }
                if (newest && !all.empty()) all.resize(1);
                const bool may_be_empty = path == "/versions" && owner != nullptr;
                return all.empty() && !may_be_empty ? kRefused : joined(all);
            }};
}

Question versions_on_branch(const std::string& name, const std::string& branch) {
    auto question = versions(
        name, "/branches/" + branch + "/versions",
        [=](const Model& model, const std::string& number) { return model.is_on(name, number, branch); },
        false);
    question.expected = [=, expected = question.expected](const Model& model) {
        const auto* found = model.find_branch(name, branch);
        return found != nullptr && found->versions.empty() ? "" : expected(model);  // a branch may be empty
    };
    return question;
}

Question pacticipant(const std::string& name) {
    return {"/pacticipants/" + name, "",
            [](const Reply& reply) {
                return reply.text("mainBranch") + " " +
                       joined(each_text(reply, "_embedded.labels", {"name"}));
            },
            [=](const Model& model) {
                const auto* found = model.find_pacticipant(name);
                if (found == nullptr) return kRefused;
                return found->main_branch.value_or("") + " " +
                       joined({found->labels.begin(), found->labels.end()});
            }};
}

Question labelled(const std::string& label) {
    return {"/pacticipants/label/" + label, "",
            [](const Reply& reply) { return joined(each_text(reply, "_embedded.pacticipants", {"name"})); },
            [=](const Model& model) {
                std::vector<std::string> names;
                for (const auto& [name, one] : model.pacticipants) {
                    if (one.labels.count(label) != 0) names.push_back(name);
                }
                return joined(names);
            }};
}

Question deployed_in(const std::string& environment) {
    return {"/environments/{" + environment + "}/deployed-versions/currently-deployed", "",
            [](const Reply& reply) {
                return joined_sorted(each(reply, "_embedded.deployedVersions", [](const json::Value& one) {
                    return text_of(one, {"_embedded", "pacticipant", "name"}) + "(" +
                           text_of(one, {"_embedded", "version", "number"}) + ")" +
                           text_of(one, {"applicationInstance"});
                }));
            },
            [=](const Model& model) {
                if (model.environments.count(environment) == 0) return kRefused;
                std::vector<std::string> all;
                for (const auto& one : model.deployments) {
                    if (one.environment != environment) continue;
                    all.push_back(one.pacticipant + "(" + one.version + ")" + one.instance);
                }
                return joined_sorted(all);
            }};
}

Question supported_in(const std::string& environment) {
    return {"/environments/{" + environment + "}/released-versions/currently-supported", "",
            [](const Reply& reply) {
                return joined_sorted(each(reply, "_embedded.releasedVersions", [](const json::Value& one) {
                    return text_of(one, {"_embedded", "pacticipant", "name"}) + "(" +
                           text_of(one, {"_embedded", "version", "number"}) + ")";
                }));
            },
            [=](const Model& model) {
                if (model.environments.count(environment) == 0) return kRefused;
                std::vector<std::string> all;
                for (const auto& one : model.releases) {
                    if (one.environment != environment || !one.supported) continue;
                    all.push_back(one.pacticipant + "(" + one.version + ")");
                }
                return joined_sorted(all);
            }};
}

Question integrations() {
    return {"/integrations", "",
            [](const Reply& reply) {
                return joined(each(reply, "_embedded.integrations", [](const json::Value& one) {
                    return text_of(one, {"consumer", "name"}) + ">" + text_of(one, {"provider", "name"});
                }));
            },
            [](const Model& model) {
                auto all = model.integrations;
                std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
                    return std::pair(a.changed, a.number) > std::pair(b.changed, b.number);
                });
                std::vector<std::string> names;
                for (const auto& one : all) names.push_back(one.consumer + ">" + one.provider);
                return joined(names);
            }};
}

std::string dashboard_item(const Model& model, const Publication& one) {
    const auto results = model.results_for(one);
    const auto* result = results.empty() ? nullptr : results.back();
    const auto* status = result == nullptr ? "never"
                         : result->success ? "success"
                         : result->pending ? "failed_pending"
                                           : "failed";
    return one.consumer + "(" + one.version + ")" + one.provider + "(" +
           (result == nullptr ? "" : result->provider_version) + ")" + status;
}

// The newest contract of each pair, and that of the newest version with each tag.
Question dashboard() {
    return {"/dashboard", "",
            [](const Reply& reply) {
                return joined_sorted(each(reply, "items", [](const json::Value& one) {
                    return text_of(one, {"consumer", "name"}) + "(" +
                           text_of(one, {"consumer", "version", "number"}) + ")" +
                           text_of(one, {"provider", "name"}) + "(" +
                           text_of(one, {"provider", "version", "number"}) + ")" +
                           text_of(one, {"verificationStatus"});
                }));
            },
            [](const Model& model) {
                std::set<std::string> items;
                for (const auto* one : listed(model, "", "", {Filter::By::any, "", true})) {
                    items.insert(dashboard_item(model, *one));
                }
                for (const auto* one : model.current()) {
                    for (const auto& tag : model.tags_of(one->consumer, one->version)) {
                        if (model.newest_with_tag(one->consumer, tag) == one->version) {
                            items.insert(dashboard_item(model, *one));
                        }
                    }
                }
                return joined({items.begin(), items.end()});
            }};
}

struct Total {
    const char* path;  // in the document
    std::size_t (*count)(const Model&);
};
constexpr Total kTotals[] = {
    {"pacticipants.count", [](const Model& model) { return model.pacticipants.size(); }},
    {"integrations.count", [](const Model& model) { return model.integrations.size(); }},
    {"pactPublications.count", [](const Model& model) { return model.publications.size(); }},
    {"verificationResults.count", [](const Model& model) { return model.results.size(); }},
    {"environments.count", [](const Model& model) { return model.environments.size(); }},
    {"deployedVersions.currentlyDeployedCount", [](const Model& model) { return model.deployments.size(); }},
    {"releasedVersions.count", [](const Model& model) { return model.releases.size(); }},
    {"webhooks.count", [](const Model& model) { return model.webhooks.size(); }},
};

// Nothing is left behind by what was removed.
Question totals() {
    return {"/metrics", "",
            [](const Reply& reply) {
                std::string text;
                for (const auto& total : kTotals) {
                    text += std::string(total.path) + " " + json::to_text(reply.at(total.path)) + "\n";
                }
                return text;
            },
            [](const Model& model) {
                std::string text;
                for (const auto& total : kTotals) {
                    text += std::string(total.path) + " " + std::to_string(total.count(model)) + "\n";
                }
                return text;
            }};
}

void add_questions_of_pacticipant(std::vector<Question>& all, const std::string& name) {
    all.push_back(pacticipant(name));
    const auto everything = [](const Model&, const std::string&) { return true; };
    all.push_back(versions(name, "/versions", everything, false));
    all.push_back(versions(name, "/latest-version", everything, true));
    for (const auto& tag : Names::tags) {
        const auto has_tag = [=](const Model& model, const std::string& number) {
            return model.has_tag(name, number, tag);
        };
        all.push_back(versions(name, "/tags/" + tag + "/versions", has_tag, false));
        all.push_back(versions(name, "/latest-version/" + tag, has_tag, true));
    }
    for (const auto& branch : Names::branches) {
        all.push_back(versions_on_branch(name, branch));
        const auto is_head = [=](const Model& model, const std::string& number) {
            return model.head(name, branch) == number;
        };
        all.push_back(versions(name, "/branches/" + branch + "/latest-version", is_head, true));
    }
    for (const auto& number : Names::numbers) {
        all.push_back(version(name, number));
        all.push_back(results_of_version(name, number));
    }
}

void add_questions_of_pair(std::vector<Question>& all, const std::string& consumer,
                           const std::string& provider) {
    for (const auto& listing : listings_of_pair())
        all.push_back(contracts_of_pair(consumer, provider, listing));
    for (const auto& listing : newest_of_pair()) all.push_back(newest_contract(consumer, provider, listing));
    for (const auto& number : Names::numbers) {
        all.push_back(content(consumer, number, provider));
        all.push_back(previous_distinct(consumer, number, provider));
    }
}

}  // namespace

Question any_list_question(Random& random, const About& about) {
    switch (random.between(0, 15)) {
        case 0:
        case 1:
            return contracts_of_provider(about.provider, any(random, listings_of_provider()));
        case 2:
        case 3:
            return contracts_of_pair(about.pacticipant, about.provider, any(random, listings_of_pair()));
        case 4:
        case 5:
            return newest_contract(about.pacticipant, about.provider, any(random, newest_of_pair()));
        case 6:
            return content(about.pacticipant, about.number, about.provider);
        case 7:
            return previous_distinct(about.pacticipant, any(random, Names::numbers), about.provider);
        case 8:
            return results_of_version(about.pacticipant, any(random, Names::numbers));
        case 9:
            return version(about.pacticipant, about.number);
        case 10:
            return dashboard();
        case 11:
            return integrations();
        case 12:
            return deployed_in(any(random, Names::environments));
        case 13:
            return supported_in(any(random, Names::environments));
        case 14:
            return newest_contracts();
        default: {
            std::vector<Question> all;
            add_questions_of_pacticipant(all, about.pacticipant);
            return any(random, all);
        }
    }
}

std::vector<Question> every_list_question() {
    std::vector<Question> all{newest_contracts(), integrations(), dashboard(), totals()};
    for (const auto& environment : Names::environments) {
        all.push_back(deployed_in(environment));
        all.push_back(supported_in(environment));
    }
    for (const auto& label : Names::labels) all.push_back(labelled(label));
    for (const auto& name : Names::pacticipants) add_questions_of_pacticipant(all, name);
    for (const auto& provider : Names::providers) {
        for (const auto& listing : listings_of_provider())
            all.push_back(contracts_of_provider(provider, listing));
        for (const auto& consumer : Names::pacticipants) add_questions_of_pair(all, consumer, provider);
    }
    return all;
}

}  // namespace tally::testing_support
