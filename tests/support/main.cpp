// The one main of every test binary.
#define BOOST_TEST_MODULE tagwerk
#include <boost/test/unit_test.hpp>
