#include "e2e/broker_client/broker_commands.h"

#include "base/text.h"
#include "e2e/verify/run_verify.h"
#include "support/replace_pattern.h"

namespace tally::e2e {

using namespace testing_support;

std::string BrokerCommand::name() const {
    return text::join(verb, " ");
}

const std::vector<BrokerCommand>& broker_commands() {
    static const std::vector<BrokerCommand> all = {
        {{"publish"}, {"contract.json", "-a", "4.2"}},
        {{"can-i-deploy"}, {"-a", "web-shop", "-e", "4.2", "--to-environment", "prod"}},
        {{"why"}, {"-a", "web-shop", "-e", "4.2", "--to-environment", "prod"}},
        {{"can-i-merge"}, {"-a", "web-shop", "-e", "4.2"}},
        {{"owed"}, {"--provider", "order-api"}},
        {{"record-deployment"}, {"-a", "web-shop", "-e", "4.2", "--environment", "prod"}},
        {{"record-undeployment"}, {"-a", "web-shop", "--environment", "prod"}},
        {{"record-release"}, {"-a", "web-shop", "-e", "4.2", "--environment", "prod"}},
        {{"record-support-ended"}, {"-a", "web-shop", "-e", "4.2", "--environment", "prod"}},
        {{"list-environments"}, {}},
        {{"describe-environment"}, {"--uuid", "16926ef3"}},
        {{"create-environment"}, {"--name", "prod", "--production"}},
        {{"update-environment"}, {"--uuid", "16926ef3", "--name", "production"}},
        {{"delete-environment"}, {"--uuid", "16926ef3"}},
        {{"list-pacticipants"}, {}},
        {{"describe-pacticipant"}, {"--name", "web-shop"}},
        {{"create-or-update-pacticipant"}, {"--name", "web-shop", "--main-branch", "main"}},
        {{"describe-version"}, {"-a", "web-shop", "-e", "4.2"}},
        {{"create-or-update-version"}, {"-a", "web-shop", "-e", "4.2", "--branch", "main", "-t", "rc"}},
        {{"create-version-tag"}, {"-a", "web-shop", "-e", "4.2", "-t", "rc"}},
        {{"delete-version-tag"}, {"-a", "web-shop", "-e", "4.2", "-t", "rc"}},
        {{"delete-branch"}, {"-a", "web-shop", "--branch", "feat/x"}},
        {{"list-latest-pact-versions"}, {}},
        {{"get-pacts"}, {"--provider", "order-api"}},
        {{"provider-states", "list"}, {"--provider", "order-api"}},
        {{"create-webhook"}, {"http://ci.example/verify", "--contract-published"}},
        {{"create-or-update-webhook"},
         {"http://ci.example/verify", "--uuid", "7a5da39c-8e50-4cc9-ae16-dfa5be043e8c",
          "--contract-published"}},
        {{"test-webhook"}, {"--uuid", "7a5da39c-8e50-4cc9-ae16-dfa5be043e8c"}},
        {{"delete-webhook"}, {"--uuid", "7a5da39c-8e50-4cc9-ae16-dfa5be043e8c"}},
    };
    return all;
}

std::string full_index() {
    const std::map<std::string, std::string> links = {
        {"pb:publish-contracts", "/contracts/publish"},
        {"pb:pacticipants", "/pacticipants"},
        {"pb:pacticipant", "/pacticipants/{pacticipant}"},
        {"pb:pacticipant-version", "/pacticipants/{pacticipant}/versions/{version}"},
        {"pb:pacticipant-version-tag", "/pacticipants/{pacticipant}/versions/{version}/tags/{tag}"},
        {"pb:pacticipant-branch", "/pacticipants/{pacticipant}/branches/{branch}"},
        {"pb:pacticipant-branch-version", "/pacticipants/{pacticipant}/branches/{branch}/versions/{version}"},
        {"pb:latest-version", "/pacticipants/{pacticipant}/latest-version"},
        {"pb:latest-tagged-version", "/pacticipants/{pacticipant}/latest-version/{tag}"},
        {"pb:environments", "/environments"},
        {"pb:environment", "/environments/{uuid}"},
        {"pb:webhooks", "/webhooks"},
        {"pb:webhook", "/webhooks/{uuid}"},
        {"pb:latest-pact-versions", "/pacts/latest"},
        {"pb:provider-pacts", "/pacts/provider/{provider}"},
        {"pb:provider-pacts-with-branch", "/pacts/provider/{provider}/branch/{branch}"},
        {"pb:provider-pacts-with-main-branch", "/pacts/provider/{provider}/branch"},
        {"pb:latest-provider-pacts-with-branch", "/pacts/provider/{provider}/branch/{branch}/latest"},
        {"pb:latest-provider-pacts-with-main-branch", "/pacts/provider/{provider}/branch/latest"},
        {"tally:explained-matrix", "/matrix/explained?q[][pacticipant]={pacticipant}"},
        {"tally:owed", "/providers/{provider}/owed"},
    };
    std::string text;
    for (const auto& [rel, href] : links) {
        text += text.empty() ? "" : ",";
        text += "\"" + rel + "\":{\"href\":\"" + href + "\"}";
    }
    return "{\"_links\":{" + text + "}}";
}

http::Response json_answer(int status, std::string body) {
    return {status, {{"Content-Type", "application/hal+json;charset=utf-8"}}, std::move(body)};
}

std::unique_ptr<http::Server> stand_in(http::Handler answer, http::ServerOptions options) {
    return std::move(http::start_server(std::move(options), [answer](const http::Request& request) {
                         return request.target == "/" ? json_answer(200, full_index()) : answer(request);
                     }).value());
}

Outcome run_contract(const TemporaryFolder& folder, std::vector<std::string> arguments,
                     std::map<std::string, std::string> environment) {
    Command command;
    command.arguments = std::move(arguments);
    command.arguments.insert(command.arguments.begin(), "contract");
    command.folder = folder.path();
    for (const char* name :
         {"PACT_BROKER_BASE_URL", "PACT_BROKER_USERNAME", "PACT_BROKER_PASSWORD", "PACT_BROKER_TOKEN",
          "PACT_BROKER_HTTP_RETRIES", "PACT_BROKER_CAN_I_DEPLOY_DRY_RUN", "PACT_BROKER_CAN_I_DEPLOY_IGNORE",
          "SSL_TRUST_STORE", "SSL_CERT_FILE", "SSL_CERT_DIR", "SSL_SKIP_VERIFICATION",
          "TALLY_CREDENTIALS_FILE", "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_COLOR"}) {
        command.environment[name] = "";
    }
    command.environment["XDG_CONFIG_HOME"] = (folder.path() / "config").string();
    for (auto& [name, value] : environment) command.environment[name] = value;
    return run_program(command);
}

std::string told(const TemporaryFolder& folder, const std::vector<std::string>& arguments,
                 std::map<std::string, std::string> environment) {
    std::string line = "$ contract";
    for (const auto& argument : arguments) line += " " + text::shell_quoted(argument);
    return steady(line, folder) + "\n" +
           transcript(run_contract(folder, arguments, std::move(environment)), folder) + "\n";
}

}  // namespace tally::e2e
