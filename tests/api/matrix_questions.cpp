// Questions about deployments: the matrix in all its forms, and the explanation of its answers.
#include "api/model_matrix.h"
#include "api/operation.h"
#include "api/question.h"

namespace tally::testing_support {

namespace {

constexpr std::size_t kAllRows = 100000;

std::string summary_of(const Reply& reply) {
    std::string text = json::to_text(reply.at("summary.deployable"));
    for (const auto* name : {"success", "failed", "unknown"}) {
        text += " " + json::to_text(reply.at(std::string("summary.") + name));
    }
    if (reply.has("summary.ignored")) text += " " + json::to_text(reply.at("summary.ignored"));
    return text;
}

std::string number_of(const json::Value& party) {
    const auto* version = party.find("version");
    const auto* number = version == nullptr ? nullptr : version->find("number");
    return number == nullptr || number->string() == nullptr ? "" : *number->string();
}

std::string shown_matrix(const Reply& reply) {
    auto text = summary_of(reply) + "\n";
    const auto* rows = reply.at("matrix").array();
    if (rows == nullptr) return reply.response.body;
    for (const auto& row : *rows) {
        const auto& consumer = *row.find("consumer");
        const auto& provider = *row.find("provider");
        const auto* success = row.find("verificationResult")->find("success");
        text += *consumer.find("name")->string() + " " + number_of(consumer) + " " +
                *provider.find("name")->string() + " " +
                (success == nullptr ? "?" : number_of(provider) + " " + json::to_text(*success)) +
                (row.find("ignored") == nullptr ? "" : " ignored") + "\n";
    }
    return text;
}

// The summary, what of it the edges say again, and whether they agree on who is to blame.
std::string shown_explanation(const Reply& reply) {
    int verified = 0;
    int failed = 0;
    int regressions = 0;
    bool blocks = false;
    const auto* edges = reply.at("edges").array();
    if (edges == nullptr) return reply.response.body;
    for (const auto& edge : *edges) {
        const auto& verdict = *edge.find("verdict")->string();
        verified += verdict == "VERIFIED" ? 1 : 0;
        failed += verdict == "REGRESSION" || verdict == "FAILED_NEW" ? 1 : 0;
        regressions += verdict == "REGRESSION" ? 1 : 0;
        blocks = blocks || *edge.find("blocks")->boolean();
    }
    return summary_of(reply) + ", " + std::to_string(verified) + " verified, " + std::to_string(failed) +
           " failed, " + std::to_string(regressions) + " of them before not, " +
           (blocks ? "blocked" : "free");
}

std::string expected_explanation(const MatrixAnswer& answer) {
    return answer.summary() + ", " + std::to_string(answer.success) + " verified, " +
           std::to_string(answer.failed) + " failed, " + std::to_string(answer.regressions) +
           " of them before not, " + (answer.deployable == true ? "free" : "blocked");
}

std::string query_of(const VersionSelector& selector) {
    const auto text = [](const char* key, const std::optional<std::string>& value) {
        return value ? "&q[][" + std::string(key) + "]=" + *value : std::string();
    };
    return "q[][pacticipant]=" + selector.pacticipant + text("version", selector.version) +
           text("tag", selector.tag) + text("branch", selector.branch) +
           text("environment", selector.environment) + (selector.main_branch ? "&q[][mainBranch]=true" : "") +
           (selector.latest ? "&q[][latest]=true" : "");
}

std::string ignored_of(const std::vector<Ignored>& all) {
    std::string query;
    for (const auto& one : all) {
        query += one.version
                     ? "&ignore[][pacticipant]=" + one.pacticipant + "&ignore[][version]=" + *one.version
                     : "&ignore[]=" + one.pacticipant;
    }
    return query;
}

std::string query_of(const MatrixQuestion& question) {
    std::string query;
    for (const auto& selector : question.selectors) query += (query.empty() ? "" : "&") + query_of(selector);
    if (question.tag) query += "&tag=" + *question.tag;
    if (question.environment) query += "&environment=" + *question.environment;
    if (question.main_branch) query += "&mainBranch=true";
    if (question.latest) query += "&latest=true";
    if (!question.latest_by.empty()) query += "&latestby=" + question.latest_by;
    for (const auto& success : question.success) {
        query += "&success[]=" + std::string(!success ? "" : *success ? "true" : "false");
    }
    if (question.limit) query += "&limit=" + std::to_string(*question.limit);
    return query + ignored_of(question.ignored);
}

// `path` with a query; "/explained" in it asks for the explanation.
Question to_question(const std::string& target, const MatrixQuestion& asked) {
    const bool is_explained = target.find("/explained") != std::string::npos;
    return {target, "", is_explained ? shown_explanation : shown_matrix,
            [asked, is_explained](const Model& model) {
                const auto answer = evaluate(model, asked);
                if (!answer) return kRefused;
                return is_explained ? expected_explanation(*answer) : answer->text();
            }};
}

// Of a version that need not be there: then nothing is found.
Question question_of_head(const std::string& target, const MatrixQuestion& asked) {
    auto question = to_question(target, asked);
    question.expected = [asked](const Model& model) {
        const auto& selector = asked.selectors.front();
        const auto& name = selector.pacticipant;
        const auto head =
            selector.tag ? model.newest_with_tag(name, *selector.tag) : model.head(name, *selector.branch);
        const auto answer = head.empty() ? std::nullopt : evaluate(model, asked);
        return answer ? answer->text() : kRefused;
    };
    return question;
}

VersionSelector any_version_selector(Random& random, const About& about) {
    VersionSelector selector{one_in(random, 2) ? about.pacticipant : any(random, Names::pacticipants)};
    switch (random.between(0, 9)) {
        case 0:
            break;
        case 1:
            selector.latest = true;
            break;
        case 2:
            selector.tag = any(random, Names::tags);
            selector.latest = one_in(random, 2);
            break;
        case 3:
            selector.branch = any(random, Names::branches);
            selector.latest = one_in(random, 2);
            break;
        case 4:
            selector.main_branch = true;
            selector.latest = one_in(random, 2);
            break;
        case 5:
            selector.environment = any(random, Names::environments);
            break;
        case 6:
            selector.version = about.number;
            break;
        default:
            selector.version = any(random, Names::numbers);
    }
    return selector;
}

std::vector<Ignored> any_ignored(Random& random) {
    std::vector<Ignored> all;
    if (!one_in(random, 3)) return all;
    all.push_back({any(random, Names::pacticipants), {}});
    if (one_in(random, 2)) all.back().version = any(random, Names::numbers);
    return all;
}

// What the commands of a pipeline ask.
Question any_deployment_question(Random& random, const About& about) {
    const auto& name = about.pacticipant;
    const auto number = one_in(random, 2) ? about.number : any(random, Names::numbers);
    const auto& environment = any(random, Names::environments);
    const auto& tag = any(random, Names::tags);
    MatrixQuestion asked;
    asked.limit = kAllRows;
    asked.ignored = any_ignored(random);
    const auto ignored = ignored_of(asked.ignored);
    const std::string explained = one_in(random, 3) ? "/explained" : "";
    switch (random.between(0, 5)) {
        case 0:
            asked.selectors = {{.pacticipant = name, .tag = tag, .latest = true}};
            asked.tag = any(random, Names::tags);
            asked.latest = true;
            asked.latest_by = "cvp";
            return question_of_head("/pacticipants/" + name + "/latest-version/" + tag + "/can-i-deploy/to/" +
                                        *asked.tag + "?" + ignored,
                                    asked);
        case 1: {
            const auto& branch = any(random, Names::branches);
            asked.selectors = {{.pacticipant = name, .branch = branch, .latest = true}};
            asked.environment = environment;
            asked.latest_by = "cvpv";
            return question_of_head("/pacticipants/" + name + "/branches/" + branch +
                                        "/latest-version/can-i-deploy/to-environment/" + environment + "?" +
                                        ignored,
                                    asked);
        }
        case 2:
            asked.selectors = {{.pacticipant = name, .version = number}};
            asked.tag = tag;
            asked.latest = true;
            asked.latest_by = "cvp";
            return to_question("/can-i-deploy" + explained + "?pacticipant=" + name + "&version=" + number +
                                   "&to=" + tag + ignored,
                               asked);
        default:
            asked.selectors = {{.pacticipant = name, .version = number}};
            asked.environment = environment;
            asked.latest_by = "cvpv";
            return to_question("/can-i-deploy" + explained + "?pacticipant=" + name + "&version=" + number +
                                   "&environment=" + environment + ignored,
                               asked);
    }
}

}  // namespace

Question any_matrix_question(Random& random, const About& about) {
    if (one_in(random, 2)) return any_deployment_question(random, about);
    MatrixQuestion asked;
    if (one_in(random, 12)) {
        asked.selectors = {{about.provider}, {about.pacticipant}};
        return to_question("/matrix/provider/" + about.provider + "/consumer/" + about.pacticipant, asked);
    }
    for (auto count = any(random, std::vector<int>{1, 1, 2, 2, 2, 3}); count > 0; --count) {
        asked.selectors.push_back(any_version_selector(random, about));
    }
    switch (random.between(0, 7)) {
        case 0:
            asked.environment = any(random, Names::environments);
            break;
        case 1:
            asked.tag = any(random, Names::tags);
            asked.latest = one_in(random, 2);
            break;
        case 2:
            asked.main_branch = true;
            asked.latest = one_in(random, 2);
            break;
        case 3:
            asked.latest = true;
            break;
        default:
            break;
    }
    asked.latest_by = any(random, std::vector<std::string>{"", "cvpv", "cvpv", "cvp", "cvp", "cp"});
    if (one_in(random, 5)) {
        asked.success = {any(random, std::vector<std::optional<bool>>{true, false, std::nullopt})};
        if (one_in(random, 3)) asked.success.push_back(true);
    }
    if (one_in(random, 5)) asked.limit = static_cast<std::size_t>(random.between(1, 5));
    asked.ignored = any_ignored(random);
    return to_question("/matrix" + std::string(one_in(random, 4) ? "/explained" : "") + "?" + query_of(asked),
                       asked);
}

}  // namespace tally::testing_support
