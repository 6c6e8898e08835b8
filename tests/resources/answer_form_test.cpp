#include "api/resources/answer_form.hpp"

#include <boost/test/unit_test.hpp>

#include "api/resources/question_dto.hpp"
#include "api/resources/registration_body.hpp"

using namespace tagwerk;
using registration::Answer;

namespace {

// As it is written again, or what is wrong.
template <class T>
std::string read_back(const std::string& text) {
  const auto read = json::from_json<T>(text);
  if (read) return json::to_json(*read);
  std::string wrong;
  for (const auto& field : read.error().fields())
    wrong.append(wrong.empty() ? "" : " ").append(field.pointer).append(":").append(field.code->code);
  return wrong;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_form)

BOOST_AUTO_TEST_CASE(an_answer_is_a_string_a_number_or_an_array_of_strings) {
  for (const char* same : {R"("a \"b\"")", R"("")", "0", "-12.5", "999999999.999999", R"(["a","b"])", "[]"})
    BOOST_TEST(read_back<Answer>(same) == same);
  BOOST_TEST(read_back<Answer>("2.500") == "2.5");
  BOOST_TEST(read_back<Answer>("1e2") == "100");
  for (const char* bad : {"null", "true", "{}"}) BOOST_TEST(read_back<Answer>(bad) == ":wrong_type", bad);
  for (const char* bad : {"1e9", "1000000000", "0.0000001", "18446744073709551615"})
    BOOST_TEST(read_back<Answer>(bad) == ":wrong_format", bad);
  BOOST_TEST(read_back<Answer>(R"(["a", 1, ["b"]])") == "/1:wrong_type /2:wrong_type");
  std::string many = R"("a")";
  for (int i = 0; i < 100; ++i) many += R"(,"a")";
  BOOST_TEST(read_back<Answer>("[" + many + "]") == ":wrong_count");
}

BOOST_AUTO_TEST_CASE(a_single_answer_is_no_array) {
  BOOST_TEST(read_back<resources::SingleAnswer>("1.5") == "1.5");
  BOOST_TEST(read_back<resources::SingleAnswer>(R"("x")") == R"("x")");
  BOOST_TEST(read_back<resources::SingleAnswer>(R"(["x"])") == ":wrong_type");
}

BOOST_AUTO_TEST_CASE(of_answers_to_be_changed_null_is_one_and_left_out_is_none) {
  const auto changes = json::from_json<registration::AnswerChanges>(R"({"diet": null, "nights": 2})").value();
  BOOST_TEST(changes.size() == 2U);
  BOOST_TEST(!changes.at("diet"));
  BOOST_TEST((changes.at("nights") == Answer{core::Decimal{2'000'000}}));
  BOOST_TEST(read_back<registration::AnswerChanges>(R"({"a": 1, "b": true, "a": 2})") ==
             "/b:wrong_type /a:duplicate_member");
  const auto body = json::from_json<registration::Naming>(R"({"answers": {"diet": null}})").value();
  BOOST_REQUIRE(body.answers);
  BOOST_TEST(body.answers->size() == 1U);
  BOOST_TEST(body.empty());
}

BOOST_AUTO_TEST_SUITE_END()
