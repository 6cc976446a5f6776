#include <gtest/gtest.h>

#include <cstdlib>

#include "http/proxy.h"

namespace tally::http {
namespace {

struct ProxyCase {
    const char* name;
    const char* url;
    const char* no_proxy;
    const char* host;  // of the proxy; "" for none
};
void PrintTo(const ProxyCase& row, std::ostream* out) {
    *out << row.name;
}
class ProxyFor : public testing::TestWithParam<ProxyCase> {};

TEST_P(ProxyFor, Row) {
    ClientOptions options;
    options.http_proxy = "http://plain.proxy:3128";
    options.https_proxy = "secure.proxy:3129";
    options.no_proxy = GetParam().no_proxy;
    const auto proxy = proxy_for(options, *parse_url(GetParam().url));
    ASSERT_TRUE(proxy) << proxy.error().text();
    EXPECT_EQ(*proxy ? (*proxy)->host : "", GetParam().host);
}

INSTANTIATE_TEST_SUITE_P(Rows, ProxyFor,
                         testing::ValuesIn(std::vector<ProxyCase>{
                             {"Http", "http://example.com", "", "plain.proxy"},
                             {"Https", "https://example.com", "", "secure.proxy"},
                             {"ThisMachine", "http://localhost:80", "", ""},
                             {"ThisMachineByNumber", "http://127.0.0.2:80", "", ""},
                             {"ThisMachineIpv6", "http://[::1]:80", "", ""},
                             {"Everything", "http://example.com", "*", ""},
                             {"SameHost", "http://example.com", "other, Example.com", ""},
                             {"SubDomain", "http://a.example.com", "example.com", ""},
                             {"SubDomainWithDot", "http://a.example.com", ".example.com", ""},
                             {"SubDomainWithStar", "http://a.example.com", "*.example.com", ""},
                             {"OnlyTheEndIsTheSame", "http://myexample.com", "example.com", "plain.proxy"},
                             {"ParentDomain", "http://example.com", "a.example.com", "plain.proxy"},
                             {"Address", "http://10.1.2.3", "10.1.2.3", ""},
                             {"OtherAddress", "http://10.1.2.3", "10.1.2.4", "plain.proxy"},
                             {"SamePort", "http://example.com:8080", "example.com:8080", ""},
                             {"OtherPort", "http://example.com:8080", "example.com:9090", "plain.proxy"},
                             {"Ipv6", "http://[2001:db8::1]:80", "2001:db8::1", ""},
                             {"Ipv6WithPort", "http://[2001:db8::1]:80", "[2001:db8::1]:80", ""},
                             {"EmptyEntries", "http://example.com", ",, .", "plain.proxy"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(ClientOptionsFromEnvironment, PreferLowerCaseNamesOfProxies) {
    const std::vector<std::pair<const char*, const char*>> variables = {{"HTTP_PROXY", "http://upper"},
                                                                        {"http_proxy", "http://lower"},
                                                                        {"HTTPS_PROXY", "http://secure"},
                                                                        {"https_proxy", ""},
                                                                        {"NO_PROXY", "a,b"},
                                                                        {"SSL_CERT_FILE", "/some/file"},
                                                                        {"SSL_CERT_DIR", "/some/folder"}};
    for (const auto& [name, value] : variables) ::setenv(name, value, 1);
    const ClientOptions options = ClientOptions::from_environment();
    for (const auto& [name, value] : variables) ::unsetenv(name);
    EXPECT_EQ(options.http_proxy, "http://lower");
    EXPECT_EQ(options.https_proxy, "http://secure");
    EXPECT_EQ(options.no_proxy, "a,b");
    EXPECT_EQ(options.ca_file, "/some/file");
    EXPECT_EQ(options.ca_directory, "/some/folder");
}

TEST(ProxyForTls, RefusesAProxyThatIsSpokenToOverTls) {
    ClientOptions options;
    options.http_proxy = "https://user:secret@proxy:3128";
    const auto proxy = proxy_for(options, *parse_url("http://example.com"));
    ASSERT_FALSE(proxy);
    EXPECT_EQ(proxy.error().code, ErrorCode::unsupported);
    EXPECT_EQ(proxy.error().text().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace tally::http
