// What webhooks do with texts: templates, secrets, lists of hosts, signatures. Tables of cases.
#include <gtest/gtest.h>

#include "base/random.h"
#include "webhooks/event_values.h"
#include "webhooks/host_list.h"
#include "webhooks/log_line.h"
#include "webhooks/redaction.h"
#include "webhooks/signature.h"
#include "webhooks/template.h"

namespace tally::webhooks {

namespace {

using http::IpRange;
using http::parse_ip_address;

const ParameterValues kValues{{"consumerName", "Foo"}, {"branch", "feat/x y"}, {"again", "${pactbroker.consumerName}"}};

TEST(WebhookLog, IndentsWhatCouldPassForALineOfItsOwn) {
    EXPECT_EQ(log_line(Time(), "INFO", "one\n[1970-01-01T00:00:01Z] INFO: two\r\nthree"),
              "[1970-01-01T00:00:00Z] INFO: one\n    [1970-01-01T00:00:01Z] INFO: two\\x0d\n    three\n");
}

TEST(WebhookTemplate, FillsInWhatItKnowsAndLeavesTheRest) {
    struct Case {
        const char* text;
        const char* filled;
    };
    for (const auto& [text, filled] : std::vector<Case>{
             {"", ""},
             {"plain", "plain"},
             {"${pactbroker.consumerName}", "Foo"},
             {"a${pactbroker.consumerName}b${pactbroker.consumerName}c", "aFoobFooc"},
             {"${pactbroker.unknown}", "${pactbroker.unknown}"},
             {"${pactbroker.}", "${pactbroker.}"},
             {"${pactbroker.consumerName", "${pactbroker.consumerName"},
             {"${", "${"},
             {"$", "$"},
             {"}${}", "}${}"},
             {"${consumerName}", "${consumerName}"},
             {"${PACTBROKER.consumerName}", "${PACTBROKER.consumerName}"},
             {"${${pactbroker.consumerName}}", "${Foo}"},
             {"${pactbroker.${pactbroker.consumerName}}", "${pactbroker.${pactbroker.consumerName}}"},
             {"$${pactbroker.consumerName}", "$Foo"},
             {"${pactbroker.again}", "${pactbroker.consumerName}"}}) {
        EXPECT_EQ(filled_in(text, kValues), filled) << text;
    }
}

TEST(WebhookTemplate, TakesAnyTextWithoutLosingOrInventingABit) {
    const std::vector<std::string> pieces{"$", "{", "}", "${", "${pactbroker.", "pactbroker.", "consumerName", "again",
                                          std::string(1, '\0'), "\xc3\xa9", "\xff", "\r\n", "text", " "};
    SeededRandom random(7);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto count = random.between(0, 12); count > 0; --count) {
            text += pieces[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(pieces.size()) - 1))];
        }
        // With each parameter as its own value nothing may change.
        const ParameterValues same{{"consumerName", "${pactbroker.consumerName}"}, {"again", "${pactbroker.again}"}};
        ASSERT_EQ(filled_in(text, same), text);
        ASSERT_EQ(filled_in(text, {}), text);
        const auto filled = filled_in(text, {{"consumerName", ""}, {"again", ""}});
        ASSERT_LE(filled.size(), text.size());
        ASSERT_EQ(has_parameters(text), text.find("${pactbroker.") != std::string::npos);
    }
}

TEST(WebhookTemplate, FillsInEveryPartOfARequest) {
    WebhookRequest request;
    request.url = "https://ci.example/${pactbroker.branch}?c=${pactbroker.consumerName}";
    request.headers.set("x-branch", "${pactbroker.branch}");
    request.body = *json::parse(R"({"${pactbroker.consumerName}":["${pactbroker.branch}",1.50,null]})");
    request.username = "${pactbroker.consumerName}";
    request.password = "p${pactbroker.consumerName}";
    const auto filled = filled_in(request, kValues);
    EXPECT_EQ(filled.url, "https://ci.example/feat%2Fx%20y?c=Foo");
    EXPECT_EQ(filled.headers.value_or("x-branch", ""), "feat/x y");
    EXPECT_EQ(json::to_text(*filled.body), R"({"Foo":["feat/x y",1.50,null]})");
    EXPECT_EQ(filled.username, "Foo");
    EXPECT_EQ(filled.password, "pFoo");
}

TEST(WebhookTemplate, SeesWhichParametersARequestMentions) {
    const std::string parameter = "${pactbroker." + std::string(kDeployedVersion) + "}";
    WebhookRequest nowhere;
    nowhere.url = "https://ci.example/${pactbroker.consumerName}";
    EXPECT_FALSE(mentions(nowhere, kDeployedVersion));
    auto in_url = nowhere;
    in_url.url += parameter;
    auto in_header = nowhere;
    in_header.headers.set("x", "v" + parameter);
    auto in_body = nowhere;
    in_body.body = json::Object{{"a", json::Array{parameter}}};
    for (const auto& request : {in_url, in_header, in_body}) EXPECT_TRUE(mentions(request, kDeployedVersion));
}

WebhookRequest secretive() {
    WebhookRequest request;
    request.url = "https://ci.example";
    request.headers.set("authorization", "Bearer abcdef");
    request.headers.set("x-auth-token", "${pactbroker.consumerName}");
    request.headers.set("x-plain", "seen");
    request.username = "me";
    request.password = "hun\"ter2";
    request.body = *json::parse(
        R"({"api_key":"k-1234","nested":{"secrets":{"a":"s-1234","pin":99887}},"plain":["seen"],"token":"${pactbroker.x}"})");
    return request;
}

TEST(WebhookSecrets, AreReplacedWhereARequestIsShown) {
    const auto shown = redacted(secretive());
    EXPECT_EQ(shown.headers.value_or("authorization", ""), kRedacted);
    EXPECT_EQ(shown.headers.value_or("x-auth-token", ""), "${pactbroker.consumerName}");
    EXPECT_EQ(shown.headers.value_or("x-plain", ""), "seen");
    EXPECT_EQ(shown.password, kRedacted);
    EXPECT_EQ(json::to_text(*shown.body),
              R"({"api_key":"**********","nested":{"secrets":{"a":"**********","pin":"**********"}},)"
              R"("plain":["seen"],"token":"${pactbroker.x}"})");
}

TEST(WebhookSecrets, SurviveAsAsterisksThatAreSentBack) {
    const auto before = *secretive().body;
    EXPECT_EQ(with_secrets_of(*redacted(secretive()).body, before), before);
    const auto changed = *json::parse(R"({"api_key":"new","nested":{"secrets":{"a":"***"}},"plain":["***"],"my_token":"***"})");
    EXPECT_EQ(json::to_text(with_secrets_of(changed, before)),
              R"({"api_key":"new","nested":{"secrets":{"a":"s-1234"}},"plain":["***"],"my_token":"***"})");
}

TEST(WebhookSecrets, InUrlsAreParameters) {
    for (const auto& [url, shown] : std::vector<std::pair<const char*, const char*>>{
             {"https://ci.example", "https://ci.example"},
             {"https://ci.example/a?b=c", "https://ci.example/a?b=c"},
             {"https://ci.example/a?token=abc&b=c", "https://ci.example/a?token=***&b=c"},
             {"https://ci.example/a?token=${pactbroker.x}", "https://ci.example/a?token=${pactbroker.x}"}}) {
        EXPECT_EQ(shown_url(url), shown);
    }
}

TEST(WebhookSecrets, AreMaskedInEveryFormTheyTake) {
    const SecretMask mask(secretive());
    for (const char* text : {"Bearer abcdef", "abcdef", "k-1234", "99887", "hun\"ter2", R"({"p":"hun\"ter2"})",
                             "p=hun%22ter2", "bWU6aHVuInRlcjI=" /* me:hun"ter2 */, "ay0xMjM0" /* k-1234 */}) {
        const auto masked = mask.masked(text);
        EXPECT_NE(masked.find(kRedacted), std::string::npos) << text << " -> " << masked;
    }
    EXPECT_EQ(mask.masked("me and seen"), "me and seen");
}

TEST(WebhookHosts, AreListedByNameDomainAddressNetworkAndPattern) {
    struct Case {
        const char* entry;
        const char* host;
        bool listed;
    };
    for (const auto& [entry, host, listed] : std::vector<Case>{{"ci.example", "ci.example", true},
                                                               {"ci.example", "CI.Example", true},
                                                               {"ci.example", "xci.example", false},
                                                               {"*.example", "ci.example", true},
                                                               {"*.example", "a.ci.example", false},
                                                               {"*.example", ".example", false},
                                                               {"*.example", "example", false},
                                                               {"10.0.0.0/8", "10.1.2.3", true},
                                                               {"10.0.0.0/8", "11.1.2.3", false},
                                                               {"10.0.0.0/8", "10.example", false},
                                                               {"10.0.0.0/33", "10.0.0.1", false},
                                                               {"::1", "::1", true},
                                                               {"fd00::/8", "fd12::1", true},
                                                               {"127.0.0.1", "::ffff:127.0.0.1", true},
                                                               {"/^ci[0-9]+\\./", "ci7.example", true},
                                                               {"/^ci[0-9]+\\./", "cix.example", false},
                                                               {"/(/", "(", false},
                                                               {"//", "any", false}}) {
        EXPECT_EQ(is_listed(host, {entry}), listed) << entry << " " << host;
    }
}

TEST(WebhookHosts, OfThisMachineAndItsLinkAreRefusedUnlessListed) {
    struct Case {
        const char* address;
        IpRange range;
        bool refused;
        bool refused_without_private;
    };
    for (const auto& [text, range, refused, without_private] : std::vector<Case>{
             {"93.184.216.34", IpRange::everywhere, false, false},
             {"10.0.0.1", IpRange::private_network, false, true},
             {"172.31.255.255", IpRange::private_network, false, true},
             {"172.32.0.1", IpRange::everywhere, false, false},
             {"192.168.1.1", IpRange::private_network, false, true},
             {"100.64.0.1", IpRange::private_network, false, true},
             {"fd00::1", IpRange::private_network, false, true},
             {"127.0.0.1", IpRange::own_machine, true, true},
             {"127.255.1.2", IpRange::own_machine, true, true},
             {"0.0.0.0", IpRange::own_machine, true, true},
             {"::", IpRange::own_machine, true, true},
             {"::1", IpRange::own_machine, true, true},
             {"::ffff:127.0.0.1", IpRange::own_machine, true, true},
             {"::127.0.0.1", IpRange::own_machine, true, true},
             {"64:ff9b::7f00:1", IpRange::own_machine, true, true},
             {"2002:7f00:1::", IpRange::own_machine, true, true},
             {"169.254.169.254", IpRange::own_link, true, true},
             {"::ffff:169.254.169.254", IpRange::own_link, true, true},
             {"fe80::1", IpRange::own_link, true, true},
             {"224.0.0.1", IpRange::nowhere, true, true},
             {"255.255.255.255", IpRange::nowhere, true, true},
             {"ff02::1", IpRange::nowhere, true, true}}) {
        const auto address = parse_ip_address(text);
        ASSERT_TRUE(address) << text;
        EXPECT_EQ(address->range(), range) << text;
        EXPECT_EQ(!refusal(*address, {}, false).empty(), refused) << text;
        EXPECT_EQ(!refusal(*address, {"ci.example", "*.example"}, true).empty(), without_private) << text;
        EXPECT_EQ(refusal(*address, {text}, true), "") << text;
    }
    EXPECT_EQ(refusal(*parse_ip_address("127.0.0.1"), {"localhost"}, true), "");
    EXPECT_NE(refusal(*parse_ip_address("169.254.1.1"), {"localhost"}, true), "");
    for (const char* text : {"", "1.2.3", "1.2.3.4.5", "0x7f.0.0.1", "2130706433", "[::1]", "localhost", "1.2.3.4 "})
        EXPECT_FALSE(parse_ip_address(text)) << text;
}

TEST(WebhookSignature, IsWhatTheStandardWebhooksLibrariesExpect) {
    // The key, message and signature that those libraries are tested with.
    http::Request request{"POST", "/", {}, R"({"test": 2432232314})", {}};
    const Time time = std::chrono::sys_seconds(std::chrono::seconds(1614265330));
    sign(request, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", time);
    EXPECT_EQ(request.headers.value_or("webhook-timestamp", ""), "1614265330");
    EXPECT_EQ(request.headers.value_or("webhook-signature", ""), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    sign(request, "plain secret", "id", time);
    EXPECT_EQ(request.headers.value_or("webhook-signature", "").substr(0, 3), "v1,");
}

}  // namespace

}  // namespace tally::webhooks
