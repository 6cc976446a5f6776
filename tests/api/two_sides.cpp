#include "api/two_sides.h"

#include <algorithm>

#include "api/cleanup_on_broker.h"
#include "api/model_cleanup.h"
#include "api/model_events.h"
#include "base/encoding.h"
#include "base/log.h"
#include "base/text.h"
#include "cleanup/report.h"
#include "contracts/selection_metadata.h"
#include "storage/consistency.h"

namespace tally::testing_support {

namespace {

using Kind = Operation::Kind;

// What no environment has for a uuid.
constexpr const char* kNoUuid = "00000000-0000-4000-8000-000000000000";

const char* yes_or_no(bool done) {
    return done ? "done" : "refused";
}

std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

std::string side_json(const char* name, const Model::Side& side) {
    if (!side.name && !side.label) return {};
    return quoted(name) + ":{" +
           (side.name ? R"("name":)" + quoted(*side.name) : R"("label":)" + quoted(*side.label)) + "},";
}

}  // namespace

std::string Disagreement::text() const {
    return about + "\nthe broker says:\n" + broker + "\nthe model says:\n" + model + "\n";
}

TwoSides::TwoSides(const Model::Rules& rules) : BrokerTest(settings_of(rules)), model_(rules) {
    if (!is_ready()) return;
    log::set_level(log::Level::off);  // or there is a line for each request that no receiver answers
    for (const auto& name : Names::environments) create_environment(name);
}

TwoSides::~TwoSides() {
    log::set_level(log::Level::warn);
}

Settings TwoSides::settings_of(const Model::Rules& rules) {
    Settings settings;
    settings.allow_contract_modification = rules.may_change_contracts;
    settings.use_first_tag_as_branch = rules.first_tag_is_branch;
    settings.create_deployed_versions_for_tags = rules.tags_deploy;
    return settings;
}

std::string TwoSides::uuid_of(const std::string& environment) const {
    const auto found = uuids_.find(environment);
    return found == uuids_.end() ? kNoUuid : found->second;
}

std::string TwoSides::with_uuids(std::string target) const {
    for (const auto& name : Names::environments) {
        const auto at = target.find("{" + name + "}");
        if (at != std::string::npos) target.replace(at, name.size() + 2, uuid_of(name));
    }
    return target;
}

std::optional<Disagreement> TwoSides::carry_out(const Operation& one) {
    clock_.advance(std::chrono::seconds(one.after));
    model_.now += one.after;
    receiver_.requests.clear();
    queued_.clear();
    complaints_.clear();
    wake_calls_ = 0;
    const auto done = tell(one);
    if (!complaints_.empty()) return Disagreement{one.text(), text::join(complaints_, "\n"), "(see there)"};
    if (done.by_broker != done.by_model) {
        return Disagreement{one.text(), yes_or_no(done.by_broker), yes_or_no(done.by_model)};
    }
    if (queued_.empty() != (wake_calls_ == 0)) {
        return Disagreement{"whether there is something to send after " + one.text(),
                            yes_or_no(wake_calls_ > 0), yes_or_no(!queued_.empty())};
    }
    return send_webhooks(one);
}

std::optional<Disagreement> TwoSides::send_webhooks(const Operation& one) {
    receiver_.answer = http::Response{one.receivers_answer ? 200 : 500, {}, {}};
    deliver();
    std::vector<std::string> sent;
    for (const auto& request : receiver_.requests) sent.push_back(request.body);

    auto expected = deliver_due(model_, one.receivers_answer);  // what has waited, which comes first
    // The order of what is new is not for the model to say.
    for (auto i = expected.size(); i < sent.size(); ++i) {
        const auto same = std::find_if(queued_.begin(), queued_.end(),
                                       [&](const Model::Delivery& queued) { return queued.body == sent[i]; });
        if (same == queued_.end()) continue;  // which will be seen below
        model_.deliveries.push_back(*same);
        queued_.erase(same);
    }
    model_.deliveries.insert(model_.deliveries.end(), queued_.begin(), queued_.end());
    const auto of_new = deliver_due(model_, one.receivers_answer);
    expected.insert(expected.end(), of_new.begin(), of_new.end());

    std::sort(sent.begin(), sent.end());
    std::sort(expected.begin(), expected.end());
    if (sent == expected) return std::nullopt;
    return Disagreement{"what webhooks send after " + one.text(), text::join(sent, "\n"),
                        text::join(expected, "\n")};
}

void TwoSides::expect_queued(const std::vector<Model::Delivery>& deliveries) {
    queued_.insert(queued_.end(), deliveries.begin(), deliveries.end());
}

void TwoSides::complain_unless_same(const std::string& about, const std::string& broker,
                                    const std::string& model) {
    if (broker != model) complaints_.push_back(about + "\n" + broker + "\ninstead of\n" + model);
}

TwoSides::Done TwoSides::tell(const Operation& one) {
    const auto pacticipant = "/pacticipants/" + one.name;
    const auto version = pacticipant + "/versions/" + one.number;
    const auto branch = pacticipant + "/branches/" + one.branch;
    const auto contract = "/pacts/provider/" + one.provider + "/consumer/" + one.name;
    const auto& name = one.name;
    const auto& number = one.number;
    switch (one.kind) {
        case Kind::create_version:
            if (one.with_tag) {
                model_.replace_tags(name, number, {one.tag});
                return {is_done(put(version, R"({"tags":[{"name":)" + quoted(one.tag) + "}]}")), true};
            }
            model_.require_version(name, number);
            return {is_done(put(version)), true};
        case Kind::put_on_branch:
            model_.put_on_branch(name, number, one.branch);
            return {is_done(put(branch + "/versions/" + number)), true};
        case Kind::take_from_branch:
            return {is_done(remove(branch + "/versions/" + number)),
                    model_.take_from_branch(name, number, one.branch)};
        case Kind::remove_branch:
            return {is_done(remove(branch)), model_.remove_branch(name, one.branch)};
        case Kind::remove_branches:
            return {is_done(remove(pacticipant + "/branches?exclude[]=" + one.branch)),
                    model_.remove_branches_but(name, one.branch)};
        case Kind::tag:
            model_.put_tag(name, number, one.tag);
            return {is_done(put(version + "/tags/" + one.tag)), true};
        case Kind::untag:
            return {is_done(remove(version + "/tags/" + one.tag)), model_.untag(name, number, one.tag)};
        case Kind::main_branch:
            model_.set_main_branch(name, one.with_branch ? std::optional(one.branch) : std::nullopt);
            return {is_done(patch(pacticipant, R"({"mainBranch":)" +
                                                   (one.with_branch ? quoted(one.branch) : "null") + "}")),
                    true};
        case Kind::label:
            model_.label(name, one.label);
            return {is_done(put(pacticipant + "/labels/" + one.label)), true};
        case Kind::unlabel:
            return {is_done(remove(pacticipant + "/labels/" + one.label)), model_.unlabel(name, one.label)};
        case Kind::publish:
            return publish(one);
        case Kind::publish_all:
            return publish_all(one);
        case Kind::verify:
            return verify(one);
        case Kind::run:
            return run(one);
        case Kind::deploy:
            return {
                is_done(post(
                    version + "/deployed-versions/environment/" + uuid_of(one.environment),
                    one.instance.empty() ? "{}" : R"({"applicationInstance":)" + quoted(one.instance) + "}")),
                model_.deploy(name, number, one.environment, one.instance)};
        case Kind::release:
            return {
                is_done(post(version + "/released-versions/environment/" + uuid_of(one.environment), "{}")),
                model_.release(name, number, one.environment)};
        case Kind::undeploy: {
            const auto record =
                current_record(one.environment, "deployed-versions/currently-deployed",
                               "applicationInstance=" + one.instance + "&pacticipant=" + name);
            return {!record.empty() && is_done(patch(record, R"({"currentlyDeployed":false})")),
                    model_.undeploy(name, one.environment, one.instance)};
        }
        case Kind::end_support: {
            const auto record = current_record(one.environment, "released-versions/currently-supported",
                                               "version=" + number + "&pacticipant=" + name);
            return {!record.empty() && is_done(patch(record, R"({"currentlySupported":false})")),
                    model_.end_support(name, number, one.environment)};
        }
        case Kind::create_environment:
            return create_environment(one.environment);
        case Kind::change_environment:
            return {is_done(put("/environments/" + uuid_of(one.environment),
                                R"({"production":true,"name":)" + quoted(one.environment) + "}")),
                    model_.environments.count(one.environment) != 0};
        case Kind::remove_environment: {
            const auto reply = remove("/environments/" + uuid_of(one.environment));
            uuids_.erase(one.environment);
            return {is_done(reply), model_.remove_environment(one.environment)};
        }
        case Kind::put_webhook:
            return put_webhook(one);
        case Kind::remove_webhook:
            return {is_done(remove("/webhooks/" + one.webhook.uuid)),
                    model_.remove_webhook(one.webhook.uuid)};
        case Kind::remove_version:
            return {is_done(remove(version)), model_.remove_version(name, number)};
        case Kind::remove_pacticipant:
            return {is_done(remove(pacticipant)), model_.remove_pacticipant(name)};
        case Kind::remove_contract:
            return {is_done(remove(contract + "/version/" + number)),
                    model_.remove_contract(name, number, one.provider)};
        case Kind::remove_contracts: {
            const bool is_known =
                model_.find_pacticipant(name) != nullptr && model_.find_pacticipant(one.provider) != nullptr;
            for (const auto& each : Names::numbers) {
                if (model_.is_on(name, each, one.branch)) model_.remove_contract(name, each, one.provider);
            }
            return {is_done(remove(contract + "/branch/" + one.branch)), is_known};
        }
        case Kind::remove_result:
            return {is_done(remove(contract + "/version/" + number + "/verification-results/latest")),
                    model_.remove_latest_result(name, number, one.provider)};
        case Kind::remove_integration:
            return {is_done(remove("/integrations/provider/" + one.provider + "/consumer/" + name)),
                    model_.remove_integration(name, one.provider)};
        case Kind::clean_up:
            return clean_up(one.clean_up);
    }
    return {true, false};
}

std::string TwoSides::current_record(const std::string& environment, const std::string& list,
                                     const std::string& query) {
    const auto reply = get("/environments/" + uuid_of(environment) + "/" + list + "?" + query);
    for (const auto* name : {"deployedVersions", "releasedVersions"}) {
        const auto href = reply.text("_embedded." + std::string(name) + "[0]._links.self.href");
        if (!href.empty()) return path_of(href);
    }
    return {};
}

TwoSides::Done TwoSides::create_environment(const std::string& name) {
    const auto reply = post("/environments", R"({"production":false,"name":)" + quoted(name) + "}");
    if (is_done(reply)) uuids_[name] = reply.text("uuid");
    return {is_done(reply), model_.create_environment(name)};
}

TwoSides::Done TwoSides::clean_up(const CleanUp& plan) {
    const auto told = plan_of(plan);
    json::Value document;
    database_->read([&](storage::Transaction& transaction) {
        document = cleanup::dry_run_of_all(transaction, told, clock_.now());
    });
    complain_unless_same("dry run:", announced_in(document, plan).text(),
                         announce(model_, plan).text());
    const auto report = cleanup::clean(*database_, clock_, told, [](auto) { return true; }).value();
    complain_unless_same("report:", reported_in(report).text(), testing_support::clean_up(model_, plan).text());
    return {true, true};
}

TwoSides::Done TwoSides::put_webhook(const Operation& one) {
    const auto& webhook = one.webhook;
    std::string events;
    for (const auto& event : webhook.events) {
        events += (events.empty() ? "" : ",") + std::string(R"({"name":)") + quoted(event) + "}";
    }
    const auto body = "{" + side_json("consumer", webhook.consumer) +
                      side_json("provider", webhook.provider) + R"("enabled":)" +
                      (webhook.enabled ? "true" : "false") + R"(,"events":[)" + events +
                      R"(],"request":{"method":"POST","url":"https://ci.example/build","body":)" +
                      quoted(kWebhookBody) + "}}";
    return {is_done(put("/webhooks/" + webhook.uuid, body)), model_.put_webhook(webhook)};
}

TwoSides::Done TwoSides::publish(const Operation& one) {
    static const char* const routes[] = {"/pacts/provider/PROVIDER/consumer/CONSUMER/version/",
                                         "/pacts/provider/PROVIDER/consumer/CONSUMER/versions/",
                                         "/pact/provider/PROVIDER/consumer/CONSUMER/version/"};
    auto url = routes[one.route] + one.number;
    url.replace(url.find("PROVIDER"), 8, one.provider);
    url.replace(url.find("CONSUMER"), 8, one.name);
    const auto body = document(one.name, one.provider, one.content, one.spelling);
    const auto reply = one.how == Publishing::patch ? patch(url, body, "application/json") : put(url, body);
    const auto published = model_.publish(one.name, one.number, one.provider, one.content, one.how);
    const bool is_published = published != Model::Published::refused;
    if (is_published) {
        expect_queued(
            queued_by_publication(model_, *model_.find(one.name, one.number, one.provider), published));
    }
    return {is_done(reply), is_published};
}

TwoSides::Done TwoSides::publish_all(const Operation& one) {
    std::string contracts;
    const auto add = [&](const std::string& provider, const Content& content) {
        const auto text = document(one.name, provider, content, one.spelling);
        contracts += (contracts.empty() ? "" : ",") + std::string(R"({"consumerName":)") + quoted(one.name) +
                     R"(,"providerName":)" + quoted(provider) +
                     R"(,"specification":"pact","contentType":"application/json","content":)" +
                     quoted(encoding::base64(text)) +
                     (one.how == Publishing::post_merging ? R"(,"onConflict":"merge"})" : "}");
    };
    add("Foo", one.content);
    add("Bar", one.other_content);
    const auto reply =
        post("/contracts/publish", R"({"pacticipantName":)" + quoted(one.name) +
                                       R"(,"pacticipantVersionNumber":)" + quoted(one.number) +
                                       (one.with_branch ? R"(,"branch":)" + quoted(one.branch) : "") +
                                       (one.with_tag ? R"(,"tags":[)" + quoted(one.tag) + "]" : "") +
                                       R"(,"contracts":[)" + contracts + "]}");

    if (model_.is_look_alike(one.name) || model_.is_look_alike("Foo")) return {is_done(reply), false};
    const auto before = model_;
    model_.require_version(one.name, one.number);
    if (one.with_branch) model_.put_on_branch(one.name, one.number, one.branch);
    if (one.with_tag) model_.tag(one.name, one.number, one.tag);
    bool is_refused = false;
    for (const auto& [provider, content] :
         {std::pair("Foo", one.content), std::pair("Bar", one.other_content)}) {
        model_.require_pacticipant(provider);
        const auto published = model_.publish(one.name, one.number, provider, content, one.how);
        is_refused = is_refused || published == Model::Published::refused;
        if (is_refused) continue;
        expect_queued(queued_by_publication(model_, *model_.find(one.name, one.number, provider), published));
    }
    if (is_refused) {  // then nothing is stored
        model_ = before;
        queued_.clear();
    }
    return {is_done(reply), !is_refused};
}

TwoSides::Done TwoSides::post_result(const std::string& url, const Model::Publication& publication,
                                     const Operation& one, bool wip, bool pending,
                                     const std::set<std::string>& consumer_versions) {
    const auto reply = post(url + "/verification-results",
                            std::string(R"({"success":)") + (one.success ? "true" : "false") +
                                R"(,"providerApplicationVersion":)" + quoted(one.provider_version) + "}");
    const auto& result = model_.add_result(publication, one.provider_version, one.success, wip, pending);
    expect_queued(queued_by_result(model_, result, consumer_versions));
    return {is_done(reply), true};
}

TwoSides::Done TwoSides::verify(const Operation& one) {
    const auto pact =
        get("/pacts/provider/" + one.provider + "/consumer/" + one.name + "/version/" + one.number);
    const auto* publication = model_.find(one.name, one.number, one.provider);
    if (!is_done(pact) || publication == nullptr) return {is_done(pact), publication != nullptr};
    auto url = path_of(pact.href("pb:pact-version"));
    if (one.wip) {
        contracts::SelectionMetadata metadata;
        metadata.wip = true;
        url += "/metadata/" + contracts::to_segment(metadata);
    }
    const Model::Publication verified = *publication;
    auto each = one;
    Done done{true, true};
    for (int i = 0; i < one.times && done.by_broker; ++i) {
        done = post_result(url, verified, each, one.wip, false, {});
        each.success = !each.success;
    }
    return done;
}

// As verifiers do: ask, verify, say the branch and the tag of the version, and publish the results with what
// came with the contracts.
TwoSides::Done TwoSides::run(const Operation& one) {
    SelectionQuestion asked{one.provider, one.selectors, {}, {}, true, {}};
    if (one.with_branch) asked.provider_branch = one.branch;
    if (one.with_tag) asked.provider_tags = {one.tag};
    if (one.wip) asked.wip_since = -1;
    const auto question = to_question(asked);
    const auto reply = post(question.target, question.body);
    const auto selected = select(model_, asked);
    if (!is_done(reply) || !selected) return {is_done(reply), selected.has_value()};
    complain_unless_same(question.body, question.shown(reply), question.expected(model_));
    if (!complaints_.empty()) return {true, true};
    if (one.with_branch) {
        put("/pacticipants/" + one.provider + "/branches/" + one.branch + "/versions/" +
            one.provider_version);
        model_.put_on_branch(one.provider, one.provider_version, one.branch);
    }
    if (one.with_tag) {
        put("/pacticipants/" + one.provider + "/versions/" + one.provider_version + "/tags/" + one.tag);
        model_.put_tag(one.provider, one.provider_version, one.tag);
    }
    for (std::size_t i = 0; i < selected->size(); ++i) {
        const auto& contract = (*selected)[i];
        const auto url = path_of(reply.text("_embedded.pacts[" + std::to_string(i) + "]._links.self.href"));
        const Model::Publication publication =
            *model_.find(contract.consumer, *contract.versions.begin(), one.provider);
        const auto done = post_result(url, publication, one, contract.wip, contract.pending && !contract.wip,
                                      contract.versions);
        if (!done.by_broker) return done;
    }
    return {true, true};
}

std::optional<Disagreement> TwoSides::ask(const Question& question) {
    const auto target = with_uuids(question.target);
    const auto reply = question.body.empty() ? get(target) : post(target, question.body);
    const auto shown = reply.status() >= 500   ? reply.response.body
                       : reply.status() >= 400 ? kRefused
                                               : question.shown(reply);
    const auto expected = question.expected(model_);
    if (shown == expected) return std::nullopt;
    return Disagreement{question.target + (question.body.empty() ? "" : " " + question.body), shown,
                        expected};
}

std::optional<Disagreement> TwoSides::compare_maintained_rows() {
    const auto [maintained, rebuilt] = compare_with_rebuild(*database_);
    if (maintained == rebuilt) return std::nullopt;
    return Disagreement{"maintained rows, and as a rebuild gives them", maintained, rebuilt};
}

}  // namespace tally::testing_support
