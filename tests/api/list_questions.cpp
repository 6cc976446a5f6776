// Versions, environments, overviews and counts: what browsers and builds look up.
#include <algorithm>
#include <cctype>

#include "api/answer_texts.h"
#include "api/model_lists.h"
#include "api/operation.h"
#include "api/question.h"

namespace tally::testing_support {

namespace {

using Publication = Model::Publication;

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

Question names_of_all() {
    return {"/pacticipants", "",
            [](const Reply& reply) {
                return joined_sorted(each_text(reply, "_embedded.pacticipants", {"name"}));
            },
            [](const Model& model) {
                std::vector<std::string> names;
                for (const auto& [name, one] : model.pacticipants) names.push_back(name);
                return joined(names);
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
                    return std::pair(b.changed, a.serial) < std::pair(a.changed, b.serial);
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

bool is_in_an_environment(const Model& model, const Publication& one) {
    const auto is_it = [&](const auto& there) {
        return there.pacticipant == one.consumer && there.version == one.version;
    };
    return std::any_of(model.deployments.begin(), model.deployments.end(), is_it) ||
           std::any_of(model.releases.begin(), model.releases.end(),
                       [&](const auto& released) { return released.supported && is_it(released); });
}

// Of each pair the newest contract, what is in environments, and the newest with each tag.
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
                for (const auto* one : listed(model, "", "", {ContractFilter::By::any, "", true})) {
                    items.insert(dashboard_item(model, *one));
                }
                for (const auto* one : model.current()) {
                    if (is_in_an_environment(model, *one)) items.insert(dashboard_item(model, *one));
                }
                for (const auto& tag : Names::tags) {
                    for (const auto* one : listed(model, "", "", {ContractFilter::By::tag, tag, true})) {
                        items.insert(dashboard_item(model, *one));
                    }
                }
                return joined({items.begin(), items.end()});
            }};
}

struct Total {
    const char* path;  // in the document
    std::size_t (*count)(const Model&);
};
std::size_t count_versions(const Model& model) {
    std::size_t count = 0;
    for (const auto& [name, owner] : model.pacticipants) count += owner.versions.size();
    return count;
}
std::size_t count_attempts(const Model& model) {
    std::size_t count = 0;
    for (const auto& one : model.deliveries) count += static_cast<std::size_t>(one.attempts);
    return count;
}
constexpr Total kTotals[] = {
    {"pacticipants.count", [](const Model& model) { return model.pacticipants.size(); }},
    {"integrations.count", [](const Model& model) { return model.integrations.size(); }},
    {"pacticipantVersions.count", count_versions},
    {"pactPublications.count", [](const Model& model) { return model.publications.size(); }},
    {"pactVersions.count", [](const Model& model) { return model.contents.size(); }},
    {"verificationResults.count", [](const Model& model) { return model.results.size(); }},
    {"environments.count", [](const Model& model) { return model.environments.size(); }},
    {"deployedVersions.currentlyDeployedCount", [](const Model& model) { return model.deployments.size(); }},
    {"releasedVersions.count", [](const Model& model) { return model.releases.size(); }},
    {"webhooks.count", [](const Model& model) { return model.webhooks.size(); }},
    {"triggeredWebhooks.count", [](const Model& model) { return model.deliveries.size(); }},
    {"webhookExecutions.count", count_attempts},
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
    for (const auto& number : Names::numbers) all.push_back(version(name, number));
}

}  // namespace

Question any_list_question(Random& random, const About& about) {
    switch (random.between(0, 6)) {
        case 0:
            return version(about.pacticipant, about.number);
        case 1:
            return dashboard();
        case 2:
            return integrations();
        case 3:
            return deployed_in(any(random, Names::environments));
        case 4:
            return supported_in(any(random, Names::environments));
        case 5:
            return names_of_all();
        default: {
            std::vector<Question> all;
            add_questions_of_pacticipant(all, about.pacticipant);
            return any(random, all);
        }
    }
}

std::vector<Question> every_list_question() {
    std::vector<Question> all{integrations(), dashboard(), totals(), names_of_all()};
    for (const auto& environment : Names::environments) {
        all.push_back(deployed_in(environment));
        all.push_back(supported_in(environment));
    }
    for (const auto& label : Names::labels) all.push_back(labelled(label));
    for (const auto& name : Names::pacticipants) add_questions_of_pacticipant(all, name);
    return all;
}

}  // namespace tally::testing_support
