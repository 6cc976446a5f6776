#include "api/operation.h"

#include <algorithm>

#include "api/cleanup_operation.h"

namespace tally::testing_support {

const std::vector<std::string> Names::pacticipants{"Foo", "Bar", "Web"};
const std::vector<std::string> Names::providers{"Foo", "Bar"};
const std::vector<std::string> Names::numbers{"1", "2", "3", "4", "5", "6"};
const std::vector<std::string> Names::branches{"main", "feat", "develop"};
const std::vector<std::string> Names::tags{"main", "live",
                                           "prod"};  // one is a main branch, one an environment
const std::vector<std::string> Names::environments{"test", "prod"};
const std::vector<std::string> Names::instances{"", "blue"};
const std::vector<std::string> Names::labels{"red", "green"};

namespace {

using Kind = Operation::Kind;

// Applications that come and go; there may be either as long as there is not the other. They are the last of
// any order.
const std::vector<std::string> kLookAlikes{"Zoo", "zoo-api"};

// Some versions are told of again and again.
const std::vector<std::string> kMostlyTheFirst{"1", "1", "1", "2", "2", "3", "4", "5", "6"};

struct Row {
    Kind kind;
    int weight;
    const char* words;  // with the operation's members in capitals
};

// What is created and what is removed balance, so that the world stays small however long the test runs.
constexpr Row kKinds[] = {
    {Kind::create_version, 20, "version NAME NUMBER WITH_TAG"},
    {Kind::put_on_branch, 90, "branch NAME NUMBER BRANCH"},
    {Kind::take_from_branch, 20, "take NAME NUMBER from BRANCH"},
    {Kind::remove_branch, 6, "remove branch NAME BRANCH"},
    {Kind::remove_branches, 4, "remove branches of NAME but BRANCH"},
    {Kind::tag, 80, "tag NAME NUMBER TAG"},
    {Kind::untag, 20, "untag NAME NUMBER TAG"},
    {Kind::main_branch, 10, "main branch NAME WITH_BRANCH"},
    {Kind::label, 12, "label NAME LABEL"},
    {Kind::unlabel, 5, "unlabel NAME LABEL"},
    {Kind::publish, 130, "publish NAME NUMBER PROVIDER HOW CONTENT"},
    {Kind::publish_all, 60, "publish NAME NUMBER WITH_BRANCH WITH_TAG HOW Foo CONTENT Bar OTHER"},
    {Kind::verify, 180, "verify NAME NUMBER PROVIDER by BY TIMES SUCCESS WIP"},
    {Kind::run, 40, "run PROVIDER BY WITH_BRANCH WITH_TAG SUCCESS WIP SELECTORS"},
    {Kind::deploy, 70, "deploy NAME NUMBER ENVIRONMENT INSTANCE"},
    {Kind::undeploy, 25, "undeploy NAME ENVIRONMENT INSTANCE"},
    {Kind::release, 50, "release NAME NUMBER ENVIRONMENT"},
    {Kind::end_support, 40, "end support NAME NUMBER ENVIRONMENT"},
    {Kind::create_environment, 15, "create environment ENVIRONMENT"},
    {Kind::change_environment, 4, "change environment ENVIRONMENT"},
    {Kind::remove_environment, 4, "remove environment ENVIRONMENT"},
    {Kind::put_webhook, 25, "webhook WEBHOOK"},
    {Kind::remove_webhook, 5, "remove webhook WEBHOOK"},
    {Kind::remove_version, 45, "remove NAME NUMBER"},
    {Kind::remove_pacticipant, 5, "remove NAME"},
    {Kind::remove_contract, 15, "remove contract NAME NUMBER PROVIDER"},
    {Kind::remove_contracts, 5, "remove contracts NAME PROVIDER BRANCH"},
    {Kind::remove_result, 30, "remove latest result NAME NUMBER PROVIDER"},
    {Kind::remove_integration, 12, "remove integration NAME PROVIDER"},
    {Kind::clean_up, 12, "clean up, keeping CLEAN_UP"},
};

const Row& row_of(Kind kind) {
    return *std::find_if(std::begin(kKinds), std::end(kKinds),
                         [&](const Row& row) { return row.kind == kind; });
}

Kind any_kind(Random& random) {
    static const int total = [] {
        int sum = 0;
        for (const auto& row : kKinds) sum += row.weight;
        return sum;
    }();
    auto left = random.between(0, total - 1);
    for (const auto& row : kKinds) {
        if (left < row.weight) return row.kind;
        left -= row.weight;
    }
    return Kind::publish;
}

// Few, so that versions share them; some can be merged and some conflict.
Content any_content(Random& random) {
    static const std::vector<Content> all{{{'a', {1, 1}}}, {{'a', {1, 1}}}, {{'a', {1, 2}}},
                                          {{'a', {2, 1}}}, {{'b', {1, 1}}}, {{'a', {1, 1}}, {'b', {1, 1}}}};
    return any(random, all);
}

Model::Side any_side(Random& random, const std::vector<std::string>& names) {
    switch (random.between(0, 3)) {
        case 0:
        case 1:
            return {any(random, names), {}};
        case 2:
            return {{}, any(random, Names::labels)};
        default:
            return {};
    }
}

Model::Webhook any_webhook(Random& random) {
    static const std::vector<std::string> events{"contract_published",
                                                 "contract_content_changed",
                                                 "contract_requiring_verification_published",
                                                 "provider_verification_published",
                                                 "provider_verification_succeeded",
                                                 "provider_verification_failed"};
    Model::Webhook webhook{any(random, std::vector<std::string>{"the-first-webhook", "the-second-webhook"}),
                           any_side(random, Names::pacticipants),
                           any_side(random, Names::providers),
                           {any(random, events)},
                           !one_in(random, 3)};
    for (const auto& event : events) {
        if (one_in(random, 2)) webhook.events.insert(event);
    }
    return webhook;
}

std::string to_text(const Model::Side& side) {
    return side.name ? *side.name : side.label ? "label " + *side.label : "any";
}

std::string to_text(const Model::Webhook& webhook) {
    auto text = webhook.uuid + " of " + to_text(webhook.consumer) + " to " + to_text(webhook.provider) +
                (webhook.enabled ? "" : " disabled") + " on";
    for (const auto& event : webhook.events) text += " " + event;
    return text;
}

std::string to_text(const std::vector<Selector>& selectors) {
    std::string text;
    for (const auto& one : selectors) text += " " + to_json(one);
    return text;
}

std::string to_text(Publishing how) {
    switch (how) {
        case Publishing::put:
            return "put";
        case Publishing::patch:
            return "patch";
        case Publishing::post_merging:
            return "merging";
        case Publishing::post_overwriting:
            break;
    }
    return "overwriting";
}

void replace(std::string& text, const std::string& word, const std::string& value) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + value.size())) {
        text.replace(at, word.size(), value);
    }
}

}  // namespace

bool one_in(Random& random, int count) {
    return random.between(1, count) == 1;
}

std::string Operation::text() const {
    std::string text = row_of(kind).words;
    replace(text, "WITH_BRANCH", with_branch ? branch : "no branch");
    replace(text, "WITH_TAG", with_tag ? "tagged " + tag : "without tag");
    replace(text, "WEBHOOK", to_text(webhook));
    replace(text, "SELECTORS", to_text(selectors));
    replace(text, "ENVIRONMENT", environment);
    replace(text, "TIMES", times == 1 ? "once" : "in turns, first and last");
    replace(text, "INSTANCE", instance);
    replace(text, "CONTENT", testing_support::to_text(content) + " spelling " + std::to_string(spelling));
    replace(text, "OTHER", testing_support::to_text(other_content));
    replace(text, "PROVIDER", provider);
    replace(text, "NUMBER", number);
    replace(text, "BRANCH", branch);
    replace(text, "SUCCESS", success ? "success" : "failed");
    replace(text, "LABEL", label);
    replace(text, "NAME", name);
    replace(text, "TAG", tag);
    replace(text, "WIP", wip ? "wip" : "");
    replace(text, "HOW", to_text(how));
    replace(text, "BY", provider_version);
    replace(text, "CLEAN_UP", testing_support::to_text(clean_up));  // last: it has words of its own
    return std::to_string(after) + " s later: " + text + (receivers_answer ? "" : " (no receiver answers)");
}

Selector any_selector(Random& random) {
    using Way = Selector::Kind;
    Selector selector;
    selector.kind = static_cast<Way>(random.between(0, static_cast<int>(Way::environment)));
    switch (selector.kind) {
        case Way::branch:
            selector.name = any(random, Names::branches);
            break;
        case Way::latest_with_tag:
            selector.name = any(random, Names::tags);
            if (one_in(random, 3)) selector.fallback = any(random, Names::tags);
            break;
        case Way::all_with_tag:
            selector.name = any(random, Names::tags);
            break;
        case Way::deployed:
        case Way::released:
        case Way::deployed_or_released:
            if (one_in(random, 2)) selector.environment = any(random, Names::environments);
            break;
        case Way::environment:
            selector.environment = any(random, Names::environments);
            break;
        default:
            break;
    }
    if (one_in(random, 4)) selector.consumer = any(random, Names::pacticipants);
    return selector;
}

Operation any_operation(Random& random) {
    // Mostly builds follow each other; some come at once, and some after days.
    static const std::vector<Moment> steps{0, 0, 0, 1, 1, 5, 11, 3600, 200000};
    static const std::vector<Publishing> by_url{Publishing::put, Publishing::put, Publishing::patch};
    static const std::vector<Publishing> by_post{Publishing::post_overwriting, Publishing::post_merging};
    Operation one;
    one.kind = any_kind(random);
    one.after = any(random, steps);
    one.name = any(random, Names::pacticipants);
    one.number = any(random, kMostlyTheFirst);
    one.branch = any(random, Names::branches);
    one.tag = any(random, Names::tags);
    const bool is_publishing = one.kind == Kind::publish || one.kind == Kind::publish_all;
    if (is_publishing && one_in(random, 20)) one.name = any(random, kLookAlikes);
    const bool is_clearing = one.kind == Kind::remove_pacticipant || one.kind == Kind::remove_integration;
    if (is_clearing && one_in(random, 2)) one.name = any(random, kLookAlikes);
    one.provider = any(random, Names::providers);
    one.provider_version = any(random, kMostlyTheFirst);
    one.content = any_content(random);
    one.other_content = any_content(random);
    one.spelling = static_cast<int>(random.between(0, 2));
    one.route = static_cast<int>(random.between(0, 2));
    one.how = any(random, one.kind == Kind::publish ? by_url : by_post);
    one.with_branch = one_in(random, 2);
    one.with_tag = one_in(random, 3);
    one.success = !one_in(random, 4);
    one.times = one_in(random, 4) ? 3 : 1;
    one.wip = one_in(random, 4);
    one.environment = one_in(random, 4) ? "test" : "prod";
    one.instance = any(random, Names::instances);
    one.label = any(random, Names::labels);
    if (one.kind == Kind::run) {
        for (auto count = random.between(0, 2); count > 0; --count)
            one.selectors.push_back(any_selector(random));
    }
    if (one.kind == Kind::put_webhook || one.kind == Kind::remove_webhook) one.webhook = any_webhook(random);
    if (one.kind == Kind::clean_up) one.clean_up = any_clean_up(random);
    one.receivers_answer = !one_in(random, 8);
    return one;
}

std::string to_json(const Selector& selector) {
    using Way = Selector::Kind;
    const auto text = [](const char* key, const std::string& value) {
        return value.empty() ? std::string() : ",\"" + std::string(key) + "\":\"" + value + "\"";
    };
    std::string json;
    switch (selector.kind) {
        case Way::main_branch:
            json = R"("mainBranch":true)";
            break;
        case Way::branch:
            json = R"("branch":")" + selector.name + "\"";
            break;
        case Way::any_branch:
            json = R"("branch":true,"latest":true)";
            break;
        case Way::matching_branch:
            json = R"("matchingBranch":true)";
            break;
        case Way::latest_with_tag:
            json = R"("latest":true,"tag":")" + selector.name + "\"" + text("fallbackTag", selector.fallback);
            break;
        case Way::all_with_tag:
            json = R"("tag":")" + selector.name + "\"";
            break;
        case Way::latest:
            json = R"("latest":true)";
            break;
        case Way::deployed:
            json = R"("deployed":true)" + text("environment", selector.environment);
            break;
        case Way::released:
            json = R"("released":true)" + text("environment", selector.environment);
            break;
        case Way::deployed_or_released:
            json = R"("deployedOrReleased":true)" + text("environment", selector.environment);
            break;
        case Way::environment:
            json = R"("environment":")" + selector.environment + "\"";
            break;
    }
    return "{" + json + text("consumer", selector.consumer) + "}";
}

std::string document(const std::string& consumer, const std::string& provider, const Content& content,
                     int spelling) {
    std::vector<std::string> interactions;
    for (const auto& [description, interaction] : content) {
        const std::string name(1, description);
        const auto request =
            R"("request":{"method":"GET","path":"/)" + name + std::to_string(interaction.request) + "\"}";
        const auto response = R"("response":{"status":20)" + std::to_string(interaction.response) + "}";
        const auto words = R"("description":")" + name + "\"";
        interactions.push_back(spelling == 1 ? "{" + response + ", " + request + ",\n" + words + "}"
                                             : "{" + words + "," + request + "," + response + "}");
    }
    if (spelling == 2) std::reverse(interactions.begin(), interactions.end());
    std::string list;
    for (const auto& one : interactions) list += (list.empty() ? "" : ",") + one;
    const std::string client = spelling == 2 ? R"(,"client":{"version":"9.9"})" : "";
    return R"({"consumer":{"name":")" + consumer + R"("},"provider":{"name":")" + provider +
           R"("},"interactions":[)" + list + R"(],"metadata":{"pactSpecification":{"version":"2.0.0"})" +
           client + "}}";
}

}  // namespace tally::testing_support
