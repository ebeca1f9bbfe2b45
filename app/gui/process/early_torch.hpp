// Loads torch before it is needed.
#pragma once

#include <QTimer>

#include "app/gui/main_window.hpp"

namespace priorscope {

/// Loads torch in the background once the window has displayed its dataset: until then disk and cores are
/// left to the thumbnails. A failure is logged; the first use of a network then reports it as an error.
class EarlyTorch {
  public:
    /// @param window  must outlive this object
    explicit EarlyTorch(MainWindow& window);

  private:
    void loadWhenSettled();

    MainWindow& m_window;
    int m_looks = 0;
    QTimer m_timer;
    JobRunner m_runner;
};

}  // namespace priorscope
