// Precompiled header of the tests of units with torch types.
#pragma once

#include <QTemporaryDir>
#include <QTest>

#include "core/torch_pch.hpp"
