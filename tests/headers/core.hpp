// Precompiled header of the tests of core.
#pragma once

#include <QTemporaryDir>
#include <QTest>

#include "core/pch.hpp"
