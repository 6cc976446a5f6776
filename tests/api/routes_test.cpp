// The routes that clients of the protocol know, all of them: what is missing is named here.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "base/text.h"
#include "routes.h"

namespace tally {

namespace {

struct KnownRoute {
    const char* methods;  // in no particular order
    const char* path;     // variables without their names
};

constexpr KnownRoute kKnown[] = {
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/versions"},
    {"GET PUT DELETE PATCH", "/pacts/provider/{}/consumer/{}/versions/{}"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/tag/{}"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/branch/versions"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/branch/{}"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/branch/latest/versions"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/branch/{}/latest/versions"},
    {"GET PUT DELETE PATCH", "/pacts/provider/{}/consumer/{}/version/{}"},
    {"GET", "/pacts/provider/{}/consumer/{}/pact-version/{}"},
    {"GET", "/pacts/provider/{}/consumer/{}/pact-version/{}/metadata/{}"},
    {"GET", "/pacts/provider/{}/consumer/{}/version/{}/previous-distinct"},
    {"GET", "/pacts/provider/{}/consumer/{}/version/{}/diff/previous-distinct"},
    {"GET", "/pacts/provider/{}/consumer/{}/version/{}/diff/version/{}"},
    {"GET", "/pacts/provider/{}/consumer/{}/pact-version/{}/diff/pact-version/{}"},
    {"GET", "/pacts/provider/{}/branch/latest"},
    {"GET", "/pacts/provider/{}/branch/{}/latest"},
    {"GET", "/pacts/provider/{}/branch/{}"},
    {"GET", "/pacts/provider/{}/branch"},
    {"GET", "/pacts/provider/{}/provider-states"},
    {"GET", "/pacts/provider/{}/provider-states/branch/{}"},
    {"GET", "/pacts/provider/{}/provider-states/environment/{}"},
    {"POST", "/pacts/provider/{}/consumer/{}/pact-version/{}/verification-results"},
    {"POST", "/pacts/provider/{}/consumer/{}/pact-version/{}/metadata/{}/verification-results"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/version/{}/verification-results/latest"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/pact-version/{}/verification-results/latest"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/pact-version/{}/verification-results/{}"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/pact-version/{}/metadata/{}/verification-results/{}"},
    {"GET", "/pacts/provider/{}/consumer/{}/pact-version/{}/verification-results/{}/triggered-webhooks"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/latest/verification-results/latest"},
    {"GET DELETE", "/pacts/provider/{}/consumer/{}/latest/{}/verification-results/latest"},
    {"GET", "/verification-results/consumer/{}/version/{}/latest"},
    {"GET", "/pacts/provider/{}/consumer/{}/latest/badge"},
    {"GET", "/pacts/provider/{}/consumer/{}/latest/{}/badge"},
    {"GET", "/pacts/provider/{}/consumer/{}/latest-untagged/badge"},
    {"GET", "/pacts/provider/{}/consumer/{}/latest"},
    {"GET", "/pacts/provider/{}/consumer/{}/latest/{}"},
    {"GET", "/pacts/provider/{}/consumer/{}/branch/{}/latest"},
    {"GET", "/pacts/provider/{}"},
    {"GET", "/pacts/provider/{}/tag/{}"},
    {"GET", "/pacts/provider/{}/consumer/{}/latest-untagged"},
    {"GET", "/pacts/provider/{}/latest"},
    {"GET", "/pacts/provider/{}/latest/{}"},
    {"GET", "/pacts/latest"},
    {"GET POST", "/pacts/provider/{}/for-verification"},
    {"GET PUT DELETE PATCH", "/pact/provider/{}/consumer/{}/version/{}"},
    {"GET", "/pact/provider/{}/consumer/{}/latest"},
    {"GET POST", "/pacticipants"},
    {"GET", "/pacticipants/label/{}"},
    {"GET PUT PATCH DELETE", "/pacticipants/{}"},
    {"GET PUT DELETE", "/pacticipants/{}/labels/{}"},
    {"GET", "/labels"},
    {"GET", "/pacticipants/{}/versions"},
    {"GET", "/pacticipants/{}/branches/{}/versions"},
    {"GET", "/pacticipants/{}/environments/{}/versions"},
    {"GET PUT PATCH DELETE", "/pacticipants/{}/versions/{}"},
    {"GET", "/pacticipants/{}/latest-version/{}"},
    {"GET", "/pacticipants/{}/latest-version/{}/can-i-deploy/to/{}"},
    {"GET", "/pacticipants/{}/latest-version/{}/can-i-deploy/to/{}/badge"},
    {"GET", "/pacticipants/{}/main-branch/can-i-merge/badge"},
    {"GET", "/pacticipants/{}/latest-version"},
    {"GET PUT DELETE", "/pacticipants/{}/versions/{}/tags/{}"},
    {"GET DELETE", "/pacticipants/{}/branches"},
    {"GET DELETE", "/pacticipants/{}/branches/{}"},
    {"GET", "/pacticipants/{}/branches/{}/latest-version"},
    {"GET PUT DELETE", "/pacticipants/{}/branches/{}/versions/{}"},
    {"GET", "/pacticipants/{}/branches/{}/latest-version/can-i-deploy/to-environment/{}"},
    {"GET", "/pacticipants/{}/branches/{}/latest-version/can-i-deploy/to-environment/{}/badge"},
    {"POST GET", "/webhooks/provider/{}/consumer/{}"},
    {"POST GET", "/webhooks/provider/{}"},
    {"POST GET", "/webhooks/consumer/{}"},
    {"POST GET", "/pacts/provider/{}/consumer/{}/webhooks"},
    {"GET", "/pacts/provider/{}/consumer/{}/webhooks/status"},
    {"GET", "/pacts/provider/{}/consumer/{}/version/{}/triggered-webhooks"},
    {"POST", "/webhooks/execute"},
    {"GET PUT DELETE", "/webhooks/{}"},
    {"GET", "/triggered-webhooks/{}/logs"},
    {"POST", "/webhooks/{}/execute"},
    {"GET POST", "/webhooks"},
    {"GET", "/relationships"},
    {"GET", "/groups/{}"},
    {"GET", "/matrix/provider/{}/consumer/{}"},
    {"GET", "/matrix/provider/{}/latest/{}/consumer/{}/latest/{}/badge"},
    {"GET", "/matrix"},
    {"GET", "/can-i-deploy"},
    {"GET", "/dashboard"},
    {"GET", "/dashboard/provider/{}/consumer/{}"},
    {"GET POST", "/test/error"},
    {"POST", "/contracts/publish"},
    {"GET POST", "/environments"},
    {"GET PUT DELETE", "/environments/{}"},
    {"GET", "/environments/{}/deployed-versions/currently-deployed"},
    {"GET", "/environments/{}/released-versions/currently-supported"},
    {"GET POST", "/pacticipants/{}/versions/{}/deployed-versions/environment/{}"},
    {"GET POST", "/pacticipants/{}/versions/{}/released-versions/environment/{}"},
    {"GET PATCH", "/released-versions/{}"},
    {"GET PATCH", "/deployed-versions/{}"},
    {"GET DELETE", "/integrations"},
    {"DELETE", "/integrations/provider/{}/consumer/{}"},
    {"GET", "/metrics"},
    {"GET", "/"},
    {"GET", "/pacticipants/{}/tags/{}/versions"},
    {"GET", "/diagnostic/status/heartbeat"},
    {"GET", "/diagnostic/status/dependencies"},
};

std::string without_names(std::string_view path) {
    std::string all;
    bool inside = false;
    for (const char c : path) {
        if (c == '}') inside = false;
        if (!inside) all += c;
        if (c == '{') inside = true;
    }
    return all;
}

std::set<std::string> words(const std::string& text) {
    std::istringstream in(text);
    std::set<std::string> all;
    for (std::string word; in >> word;) all.insert(word);
    return all;
}

TEST(Routes, ServeEverythingThatClientsKnow) {
    const auto served = routes();
    for (const auto& known : kKnown) {
        const auto found = std::find_if(served.begin(), served.end(), [&](const web::Route& route) {
            return without_names(route.path) == known.path;
        });
        if (found == served.end()) {
            ADD_FAILURE() << known.methods << " " << known.path << " is not served";
            continue;
        }
        std::set<std::string> methods;
        for (const auto& operation : found->operations) methods.insert(std::string(operation.method));
        EXPECT_EQ(methods, words(known.methods)) << known.path;
    }
}

TEST(Routes, AreReachedInTheOrderOfTheTable) {
    // A path made of its own route's words must find that route, or one that is known to come before it.
    const web::Router router(routes());
    for (const auto& route : router.routes()) {
        const auto segments = web::path_segments(text::replace_all(without_names(route.path), "{}", "name"));
        ASSERT_TRUE(segments) << route.path;
        const auto match = router.match(*segments);
        ASSERT_TRUE(match) << route.path;
        EXPECT_EQ(match->route->path, route.path);
    }
}

}  // namespace

}  // namespace tally
