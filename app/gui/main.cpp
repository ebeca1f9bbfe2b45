#include "app/gui/program.hpp"

int main(int argc, char** argv) {
    return priorscope::runProgram(argc, argv);
}
