#include "cli/commands/webhooks.h"

#include "base/files.h"
#include "base/text.h"
#include "broker_api/document_parts.h"
#include "broker_api/webhooks.h"
#include "cli/broker_verb.h"
#include "cli/command_line.h"
#include "cli/console.h"

namespace tally::cli {

namespace {

constexpr std::size_t kMaxBodyBytes = 1u << 20;

struct Event {
    const char* option;
    const char* name;
    const char* help;
};
constexpr Event kEvents[] = {
    {"--contract-content-changed", "contract_content_changed",
     "When a contract has another content than before"},
    {"--contract-published", "contract_published", "When a contract is published"},
    {"--provider-verification-published", "provider_verification_published", "When a result is published"},
    {"--provider-verification-failed", "provider_verification_failed", "When a failure is published"},
    {"--provider-verification-succeeded", "provider_verification_succeeded", "When a success is published"},
    {"--contract-requiring-verification-published", "contract_requiring_verification_published",
     "When a contract is published that no provider version in\nuse has verified"},
};
constexpr std::size_t kEventCount = sizeof kEvents / sizeof kEvents[0];

struct WebhookOptions {
    broker_api::Webhook webhook;
    std::string uuid, data, credentials;
    std::vector<std::string> headers;
    bool events[kEventCount] = {};
};

void add_uuid_option(CLI::App& command, WebhookOptions& options, const char* help) {
    command.add_option("--uuid", options.uuid, help)->option_text("UUID")->required();
}

void add_existing_options(CLI::App& command, WebhookOptions& options) {
    add_uuid_option(command, options, "Its UUID");
}

void add_webhook_options(CLI::App& command, WebhookOptions& options) {
    auto& webhook = options.webhook;
    command.add_option("URL", webhook.url, "Where the request goes; may have ${pactbroker...}")
        ->option_text(" ")
        ->required();
    command.add_option("-X,--request", webhook.method, "Its method (POST)")->option_text("METHOD");
    add_repeatable(command, "-H,--header", options.headers, "A header: 'Name: value'")->option_text("HEADER");
    command.add_option("-d,--data", options.data, "Its body, or @FILE")->option_text("TEXT");
    command.add_option("--user", options.credentials, "Its user name and password")->option_text("NAME:TEXT");
    command.add_option("--consumer", webhook.consumer, "Only for this consumer")->option_text("NAME");
    command.add_option("--consumer-label", webhook.consumer_label, "Only for consumers with this label")
        ->option_text("LABEL");
    command.add_option("--provider", webhook.provider, "Only for this provider")->option_text("NAME");
    command.add_option("--provider-label", webhook.provider_label, "Only for providers with this label")
        ->option_text("LABEL");
    command.add_option("--description", webhook.description, "What it is for")->option_text("TEXT");
    command.add_option("--team-uuid", webhook.team, "Its team, for brokers that have teams")
        ->option_text("UUID");
    for (std::size_t i = 0; i < kEventCount; ++i)
        command.add_flag(kEvents[i].option, options.events[i], kEvents[i].help)->group("Events");
}

void add_put_options(CLI::App& command, WebhookOptions& options) {
    add_uuid_option(command, options, "Its UUID; contract generate-uuid makes one");
    add_webhook_options(command, options);
}

Result<std::string> data_of(const std::string& data) {
    if (data.empty() || data.front() != '@') return data;
    return files::read(data.substr(1), kMaxBodyBytes);
}

// An Error is wrong usage.
Result<broker_api::Webhook> webhook_of(const WebhookOptions& options) {
    const auto wrong = [](const std::string& what, const std::string& remedy) {
        return Error{ErrorCode::invalid_input, "", what, remedy};
    };
    auto webhook = options.webhook;
    if (!webhook.consumer.empty() && !webhook.consumer_label.empty())
        return wrong("--consumer and --consumer-label are both given", "use one of them");
    if (!webhook.provider.empty() && !webhook.provider_label.empty())
        return wrong("--provider and --provider-label are both given", "use one of them");
    for (const auto& header : options.headers) {
        const auto colon = header.find(':');
        if (colon == std::string::npos || colon == 0)
            return wrong("--header '" + header.substr(0, header.find('=')) + "' is not 'Name: value'",
                         "for example --header 'Content-Type: application/json'");
        webhook.headers.push_back({std::string(text::trim(header.substr(0, colon))),
                                   std::string(text::trim(header.substr(colon + 1)))});
    }
    if (!options.data.empty()) {
        auto data = data_of(options.data);
        if (!data) return data.error();
        webhook.body = std::move(*data);
    }
    if (!options.credentials.empty()) {
        const auto colon = options.credentials.find(':');
        webhook.user = options.credentials.substr(0, colon);
        webhook.password = colon == std::string::npos ? "" : options.credentials.substr(colon + 1);
    }
    for (std::size_t i = 0; i < kEventCount; ++i) {
        if (options.events[i]) webhook.events.emplace_back(kEvents[i].name);
    }
    if (webhook.events.empty())
        return wrong("no event was named, so it would never be sent",
                     "add --contract-content-changed, or another");
    return webhook;
}

Result<ExitCode> store(const WebhookOptions& options, const BrokerSession& session) {
    const auto webhook = webhook_of(options);
    if (!webhook) {
        print_error(webhook.error());
        return ExitCode::usage;
    }
    auto answer = options.uuid.empty() ? broker_api::create_webhook(session.broker, *webhook)
                                       : broker_api::put_webhook(session.broker, options.uuid, *webhook);
    if (!answer) return answer.error();
    std::string uuid = broker_api::text_at(answer->body, {"uuid"});
    if (uuid.empty()) {
        // Older brokers name it in its address alone
        const auto self = answer->link("self");
        uuid = self ? self->href.substr(self->href.rfind('/') + 1) : options.uuid;
    }
    if (uuid.empty()) return broker_api::without(session.broker, "", "UUID of a webhook");
    return print_answer(session, answer->body, text::printable("stored: webhook " + uuid) + "\n");
}

Result<ExitCode> test(const WebhookOptions& options, const BrokerSession& session) {
    auto run = broker_api::test_webhook(session.broker, options.uuid);
    if (!run) return run.error();
    std::string logs = text::printable(run->logs);
    if (!logs.empty() && logs.back() != '\n') logs += "\n";
    print_answer(session, run->document.body, logs + (run->success ? "sent\n" : "failed\n"));
    return run->success ? ExitCode::yes : ExitCode::no;
}

Result<ExitCode> remove(const WebhookOptions& options, const BrokerSession& session) {
    auto deleted = broker_api::delete_webhook(session.broker, options.uuid);
    if (!deleted) return deleted.error();
    print(text::printable((*deleted ? "deleted: webhook " : "nothing to delete: there is no webhook ") +
                          options.uuid) +
          "\n");
    return ExitCode::yes;
}

}  // namespace

Command add_create_webhook(CLI::App& app) {
    return add_broker_verb<WebhookOptions>(
        app,
        {"create-webhook",
         "Create a webhook: a request that the broker sends when something happens",
         "created",
         "the broker refused",
         "create-webhook https://ci.example.com/verify --provider order-api --contract-content-changed",
         {"text", "json", "pretty"}},
        add_webhook_options, store);
}

Command add_create_or_update_webhook(CLI::App& app) {
    return add_broker_verb<WebhookOptions>(
        app,
        {"create-or-update-webhook",
         "Create or replace the webhook with this UUID",
         "created or replaced",
         "the broker refused",
         "create-or-update-webhook https://ci.example.com/verify --uuid UUID --contract-published",
         {"text", "json", "pretty"}},
        add_put_options, store);
}

Command add_test_webhook(CLI::App& app) {
    return add_broker_verb<WebhookOptions>(app,
                                           {"test-webhook",
                                            "Have the broker send a webhook now",
                                            "sent, and answered with success",
                                            "there is no such webhook, or it failed",
                                            "test-webhook --uuid UUID",
                                            {"text", "json", "pretty"}},
                                           add_existing_options, test);
}

Command add_delete_webhook(CLI::App& app) {
    return add_broker_verb<WebhookOptions>(
        app,
        {"delete-webhook", "Delete a webhook", "deleted, or it was not there", "the broker refused",
         "delete-webhook --uuid UUID"},
        add_existing_options, remove);
}

}  // namespace tally::cli
