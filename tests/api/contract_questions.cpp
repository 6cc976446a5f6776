// Contracts as lists, heads and documents, and what webhooks have sent about them.
#include "api/answer_texts.h"
#include "api/model_lists.h"
#include "api/operation.h"
#include "api/question.h"

namespace tally::testing_support {

namespace {

using Publication = Model::Publication;

std::string names_of(const Publications& all) {
    std::vector<std::string> names;
    for (const auto* one : all) names.push_back(one->consumer + "(" + one->version + ")");
    return joined(names);
}

struct Listing {
    std::string path;
    ContractFilter filter;
};

std::vector<Listing> listings_of_provider() {
    using By = ContractFilter::By;
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
    using By = ContractFilter::By;
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
    using By = ContractFilter::By;
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
            if (!listing.filter.is_of_a_branch()) std::reverse(versions.begin(), versions.end());
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
                return names_of(listed(model, "", "", {ContractFilter::By::any, "", true}));
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

std::string shown_deliveries(const Reply& reply) {
    return joined(each(reply, "_embedded.triggeredWebhooks", [](const json::Value& one) {
        return text_of(one, {"eventName"}) + ":" + text_of(one, {"status"}) +
               std::to_string(one.find("attemptsMade")->integer().value());
    }));
}

std::string text_of_delivery(const Model::Delivery& one) {
    return one.event + ":" + one.status + std::to_string(one.attempts);
}

// What webhooks have sent about the contract of a version, newest first.
Question deliveries(const std::string& consumer, const std::string& number, const std::string& provider) {
    return {"/pacts/provider/" + provider + "/consumer/" + consumer + "/version/" + number + "/triggered-webhooks",
            "", shown_deliveries, [=](const Model& model) {
                if (model.find(consumer, number, provider) == nullptr) return kRefused;
                std::vector<std::string> all;
                for (const auto& one : model.deliveries) {
                    if (one.consumer != consumer || one.version != number || one.provider != provider) continue;
                    all.insert(all.begin(), text_of_delivery(one));
                }
                return joined(all);
            }};
}

// Of each webhook that there is, and of each event, the newest for the pair.
Question status_of_webhooks(const std::string& consumer, const std::string& provider) {
    return {"/pacts/provider/" + provider + "/consumer/" + consumer + "/webhooks/status", "", shown_deliveries,
            [=](const Model& model) {
                for (const auto& name : {consumer, provider}) {
                    if (model.find_pacticipant(name) == nullptr) return kRefused;
                }
                std::vector<const Model::Delivery*> newest;
                for (const auto& one : model.deliveries) {
                    if (one.consumer != consumer || one.provider != provider) continue;
                    const bool is_there =
                        std::any_of(model.webhooks.begin(), model.webhooks.end(),
                                    [&](const auto& webhook) { return webhook.serial == one.webhook_serial; });
                    if (!is_there) continue;
                    std::erase_if(newest, [&](const auto* other) {
                        return other->webhook == one.webhook && other->event == one.event;
                    });
                    newest.push_back(&one);
                }
                std::vector<std::string> all;
                for (const auto* one : newest) all.push_back(text_of_delivery(*one));
                return joined(all);
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
                    text += " " + std::string(name) + " " + joined_sorted(each_text(reply, list.c_str(), {}));
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

void add_questions_of_pair(std::vector<Question>& all, const std::string& consumer,
                           const std::string& provider) {
    for (const auto& listing : listings_of_pair())
        all.push_back(contracts_of_pair(consumer, provider, listing));
    for (const auto& listing : newest_of_pair()) all.push_back(newest_contract(consumer, provider, listing));
    for (const auto& number : Names::numbers) {
        all.push_back(content(consumer, number, provider));
        all.push_back(previous_distinct(consumer, number, provider));
        all.push_back(deliveries(consumer, number, provider));
    }
    all.push_back(status_of_webhooks(consumer, provider));
}

}  // namespace

Question any_contract_question(Random& random, const About& about) {
    switch (random.between(0, 11)) {
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
            return deliveries(about.pacticipant, about.number, about.provider);
        case 10:
            return status_of_webhooks(about.pacticipant, about.provider);
        default:
            return newest_contracts();
    }
}

std::vector<Question> every_contract_question() {
    std::vector<Question> all{newest_contracts()};
    for (const auto& provider : Names::providers) {
        for (const auto& listing : listings_of_provider())
            all.push_back(contracts_of_provider(provider, listing));
        for (const auto& consumer : Names::pacticipants) add_questions_of_pair(all, consumer, provider);
    }
    for (const auto& name : Names::pacticipants) {
        for (const auto& number : Names::numbers) all.push_back(results_of_version(name, number));
    }
    return all;
}

}  // namespace tally::testing_support
