# Thin on purpose: what each target does stands in scripts/.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench pictures reset lock

help: ## Liệt kê các lệnh
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

setup: ## Chuẩn bị mọi thứ, không khởi động
	@exec $(PYTHON) -m scripts.start setup

run: ## Chuẩn bị rồi khởi động trang web, tiến trình nền và bộ hẹn giờ (PORT=8000)
	@exec $(PYTHON) -m scripts.start run

test: ## Chạy toàn bộ kiểm thử (ARGS="tests/jobs -k cancel" để chọn)
	@exec $(PYTHON) -m scripts.run_tests $(ARGS)

check: ## Kiểm tra mã nguồn: ruff, mypy, thứ tự nhập, migration, cấu hình triển khai
	@exec $(PYTHON) -m scripts.check

bench: ## Đo thời gian, số truy vấn và dung lượng các trang chính
	@exec $(PYTHON) -m scripts.bench $(ARGS)

pictures: ## Chụp lại hình của hướng dẫn sử dụng
	@exec $(PYTHON) -m scripts.screenshots

reset: ## Xóa dữ liệu của bản chạy thử (giữ khóa và .venv)
	@exec $(PYTHON) -m scripts.reset

lock: ## Khóa lại phiên bản thư viện (cần uv)
	@exec $(PYTHON) -m scripts.lock
